using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>Keeps the truth: which cells are in view, their node numbers and parents.</summary>
internal sealed class CellRegister(SceneParameters scene, Domain domain, ZeroFill zeros)
{
    private int _nextNode;

    /// <summary>Nodes of one frame; remembers them in the cells for the frame after.</summary>
    public IReadOnlyList<SimulatedCell> List(int time, ICellMotion motion, CellPhase[] phases)
    {
        var seen = new List<SimulatedCell>(motion.Cells.Count);
        for (var i = 0; i < motion.Cells.Count; i++)
        {
            var cell = motion.Cells[i];
            var place = cell.Position + motion.Offset;
            if (cell.Hidden || !domain.InView(place) || zeros.Covers(place))
            {
                cell.LastNode = -1;
                continue;
            }

            var node = new TruthNode(
                time,
                (float)(place.Z / scene.Anisotropy),
                place.Y,
                place.X,
                cell.TableNode >= 0 ? cell.TableNode : _nextNode++,
                cell.LastNode,
                CellCycle.RadiusOf(cell)
            );
            cell.LastNode = node.Id;
            seen.Add(
                new SimulatedCell(node, cell.Id, phases[i])
                {
                    Relative = cell.Calcium,
                    Fires = cell.Fires,
                    IsRed = IsRed(cell, scene),
                }
            );
        }

        return seen;
    }

    /// <summary>Whether a cell bears the second label, where only some do.</summary>
    public static bool IsRed(Cell cell, SceneParameters scene) =>
        scene.RedShare > 0 && new RandomStream(cell.TextureSeed, 13).Uniform() < scene.RedShare;
}
