namespace Cellect.Stream.Simulation;

/// <summary>Phase and size of a cell from its age.</summary>
internal sealed class CellCycle(SceneParameters scene)
{
    private const float BirthSize = 0.8f;
    private readonly float _metaphase = (float)scene.MetaphaseFrames;
    private readonly float _condensation = (float)scene.CondensationFrames;
    private readonly float _anaphase = (float)scene.AnaphaseFrames;

    public CellPhase PhaseOf(Cell cell)
    {
        var left = cell.CycleFrames - cell.Age;
        return cell.Dying > 0 ? CellPhase.Dying
            : left <= _metaphase ? CellPhase.Metaphase
            : left <= _metaphase + _condensation ? CellPhase.Condensing
            : IsNewborn(cell) ? CellPhase.Newborn
            : CellPhase.Interphase;
    }

    /// <summary>How far condensation has come, or how far a newborn has relaxed: 0 to 1.</summary>
    public float ProgressOf(Cell cell, CellPhase phase) =>
        phase switch
        {
            CellPhase.Condensing => Math.Clamp(1 - ((cell.CycleFrames - cell.Age - _metaphase) / Math.Max(_condensation, 0.01f)), 0, 1),
            CellPhase.Newborn => Math.Clamp(cell.Age / Math.Max(_anaphase, 0.01f), 0, 1),
            _ => 0,
        };

    /// <summary>Radius of the sphere of the same volume in interphase, voxels.</summary>
    public static float RadiusOf(Cell cell)
    {
        var grown = float.IsInfinity(cell.CycleFrames) ? 1 : Math.Clamp(cell.Age / (0.7f * cell.CycleFrames), 0, 1);
        return cell.GrownRadius * (BirthSize + ((1 - BirthSize) * grown)) * (1 - (0.35f * cell.Dying));
    }

    /// <summary>Radius that keeps other cells away: small while daughters move apart, so that they are not thrown.</summary>
    public float ContactRadiusOf(Cell cell) =>
        RadiusOf(cell) * (IsNewborn(cell) ? 0.55f + (0.45f * Math.Clamp(cell.Age / _anaphase, 0, 1)) : 1);

    /// <summary>Distance of a daughter from where its mother was: fast at first, until the two only touch.</summary>
    /// <param name="age">Frames since the division.</param>
    /// <param name="radius">Radius of the grown cell, voxels.</param>
    public float SeparationAt(float age, float radius)
    {
        const float Apart = 0.9f;
        var first = 0.5f * (float)scene.AnaphaseSeparationRadii;
        var left = 1 - Math.Clamp(age / MathF.Max(_anaphase, 0.5f), 0, 1);
        return radius * (first + (MathF.Max(Apart - first, 0) * (1 - (left * left))));
    }

    private bool IsNewborn(Cell cell) => cell.BornByDivision && cell.Age < _anaphase;
}
