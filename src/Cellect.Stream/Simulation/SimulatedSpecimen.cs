namespace Cellect.Stream.Simulation;

/// <summary>
/// A specimen with exact truth: cells that move, divide, die, enter and leave, seen through a microscope. Not thread-safe; instances are
/// independent. The same scene and seed give the same bytes on every machine.
/// </summary>
public sealed class SimulatedSpecimen
{
    private readonly SceneParameters _scene;
    private readonly CellCycle _cycle;
    private readonly ICellMotion _motion;
    private readonly SpecimenCamera _picture;
    private readonly SceneParameters? _besideScene;
    private readonly SpecimenCamera? _beside;
    private readonly CellRegister _register;
    private readonly Visibility _visibility;
    private readonly Calcium _calcium;
    private int _next;

    /// <summary>Sets the specimen up; nothing is drawn before <see cref="Next"/>.</summary>
    /// <param name="scene">What is simulated.</param>
    /// <param name="seed">Any number; another one gives another specimen of the same kind.</param>
    /// <exception cref="ArgumentException">Shape, anisotropy or radius is not positive.</exception>
    /// <exception cref="FormatException">The scene follows a lineage table and the table is broken.</exception>
    public SimulatedSpecimen(SceneParameters scene, ulong seed)
    {
        Check(scene);
        _scene = scene;
        var domain = new Domain(scene);
        _cycle = new CellCycle(scene);
        _motion = MotionOf(scene, domain, seed);
        _picture = new SpecimenCamera(scene, domain, seed);
        if (scene.Channels > 1)
        {
            _besideScene =
                scene.RedShare > 0
                    ? scene
                    : scene with
                    {
                        Label = scene.Label == CellLabel.Membrane ? CellLabel.Nucleus : CellLabel.Membrane,
                    };
            // Another camera has noise of its own.
            _beside = new SpecimenCamera(_besideScene, domain, seed + 1);
        }

        _register = new CellRegister(scene, domain, _picture.Zeros);
        _visibility = new Visibility(scene, seed);
        _calcium = new Calcium(scene, seed);
    }

    /// <summary>The next time point; the first call gives T = 0.</summary>
    public SimulatedFrame Next()
    {
        if (_next > 0)
            _motion.Advance();
        var time = _next++;
        _visibility.Advance(_motion.Cells);
        _calcium.Advance(_motion.Cells);
        var phases = new CellPhase[_motion.Cells.Count];
        for (var i = 0; i < phases.Length; i++)
            phases[i] = _cycle.PhaseOf(_motion.Cells[i]);
        var cells = _register.List(time, _motion, phases);
        return new SimulatedFrame
        {
            T = time,
            Voxels = _picture.Expose(Looks(phases, _scene, redAlone: false), _motion.Offset, time),
            Beside = _beside?.Expose(Looks(phases, _besideScene!, _scene.RedShare > 0), _motion.Offset, time),
            Cells = cells,
        };
    }

    private ICellMotion MotionOf(SceneParameters scene, Domain domain, ulong seed)
    {
        if (scene.NodesFile is not null)
            return new LineagePlayback(scene, domain, seed);
        var population = new Population(scene, domain, _cycle, seed);
        return scene.SwayRadii > 0 ? new Sway(scene, domain, population.Cells, seed) : population;
    }

    private CellAppearance[] Looks(CellPhase[] phases, SceneParameters scene, bool redAlone)
    {
        var looks = new List<CellAppearance>(phases.Length);
        for (var i = 0; i < phases.Length; i++)
        {
            var cell = _motion.Cells[i];
            if (!cell.Hidden && (!redAlone || CellRegister.IsRed(cell, scene)))
                looks.Add(CellAppearance.Of(cell, phases[i], _cycle.ProgressOf(cell, phases[i]), cell.Position + _motion.Offset, scene));
        }

        return [.. looks];
    }

    private static void Check(SceneParameters scene)
    {
        if (scene.Shape.Z < 1 || scene.Shape.Y < 1 || scene.Shape.X < 1)
            throw new ArgumentException($"shape {scene.Shape}: every axis must be at least 1 voxel; give z, y and x", nameof(scene));
        if (!(scene.Anisotropy > 0) || !(scene.RadiusVoxels > 0))
            throw new ArgumentException(
                $"anisotropy {scene.Anisotropy} and radius {scene.RadiusVoxels} voxels: both must be above 0",
                nameof(scene)
            );
    }
}
