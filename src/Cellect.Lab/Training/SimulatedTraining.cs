using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Stream.Simulation;

namespace Cellect.Lab.Training;

/// <summary>Training sequences from simulated specimens: the bridge between Stream's simulation and Model's training.</summary>
internal static class SimulatedTraining
{
    /// <summary>Time points for the network: room for steps of two and three frames.</summary>
    internal const int NetworkFrames = 6;

    /// <summary>Time points for the matching networks, which need many divisions, and cells that have moved before.</summary>
    private const int MatcherFrames = 12;

    // Wider than the crop, so that crops differ in place.
    private const int Side = 128;

    private const double MatcherHaste = 4,
        MatcherApartShare = 0.35,
        NetworkApartShare = 0.25,
        MatcherLossShare = 0.5,
        MatcherLeapShare = 0.5;

    // The matching networks learn from specimens that the detector has not seen, and the best weights are chosen on others again.
    private const int FirstMatcherSpecimen = 10_000_000,
        FirstHeldOutSpecimen = 20_000_000,
        FirstCalibrationSpecimen = 30_000_000;

    private const double LeastLoss = 0.005,
        MostLoss = 0.08;
    private const double LeastLeaps = 0.003,
        MostLeaps = 0.05,
        MotileSpeed = 0.2;

    /// <summary>The n-th specimen that the network learns from.</summary>
    public static TrainingSequence Network(int seed, int n, int side = Side, Hardships hardships = Hardships.All) =>
        Make(seed, n, side, NetworkFrames, hardships, apartShare: NetworkApartShare);

    /// <summary>Specimens that the network is judged on and never learns from.</summary>
    public static TrainingSequence[] HeldOut(int seed, int count, int side = Side) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(n => Make(seed, FirstHeldOutSpecimen + n, side, NetworkFrames, Hardships.All, apartShare: NetworkApartShare)),
        ];

    /// <summary>The n-th specimen that the matching networks learn from.</summary>
    public static TrainingSequence Matchers(int seed, int n, Hardships hardships = Hardships.All) =>
        ForMatchers(seed, FirstMatcherSpecimen + n, hardships);

    /// <summary>A specimen of the kind that the matching networks learn from, but none of those.</summary>
    public static TrainingSequence Calibration(int seed, int n) => ForMatchers(seed, FirstCalibrationSpecimen + n, Hardships.All);

    private static TrainingSequence ForMatchers(int seed, int n, Hardships hardships) =>
        Make(seed, n, Side, MatcherFrames, hardships, MatcherHaste, MatcherApartShare, MatcherLossShare, MatcherLeapShare);

    /// <summary>The n-th random specimen.</summary>
    /// <param name="seed">Seed of the whole training.</param>
    /// <param name="n">Number of the specimen.</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="frames">Time points.</param>
    /// <param name="hardships">What of real recordings may be in it.</param>
    /// <param name="mostHaste">Cell cycles may be up to this many times shorter than usual, for more divisions to learn from.</param>
    /// <param name="apartShare">Share of the specimens whose nuclei lie far apart and leave each other by as much when they divide.</param>
    /// <param name="lossShare">Share of the specimens whose cells go out of sight and come back anywhere: beside others too, and that is no
    /// division.</param>
    /// <param name="leapShare">Share of the specimens of motile cells in which some leap.</param>
    private static TrainingSequence Make(
        int seed,
        int n,
        int side,
        int frames,
        Hardships hardships,
        double mostHaste = 1,
        double apartShare = 0,
        double lossShare = 0,
        double leapShare = 0
    )
    {
        var random = new Random(HashCode(seed, n));
        var shape = new VolumeShape(random.Next(12, 37), side, side);
        var scene = SceneParameters.Random(random, shape, hardships);
        scene = scene with { CycleFrames = scene.CycleFrames / (1 + (mostHaste - 1) * random.NextDouble()) };
        if (random.NextDouble() < apartShare)
            scene = Apart(scene, random);
        if (lossShare > 0 && random.NextDouble() < lossShare)
            scene = scene with { LossPerFrame = LeastLoss * Math.Pow(MostLoss / LeastLoss, random.NextDouble()) };
        if (scene.SpeedRadii >= MotileSpeed && leapShare > 0 && random.NextDouble() < leapShare)
            scene = scene with { LeapsPerFrame = LeastLeaps * Math.Pow(MostLeaps / LeastLeaps, random.NextDouble()) };
        return FromSpecimen(new SimulatedSpecimen(scene, (ulong)random.NextInt64()), scene, frames);
    }

    /// <summary>
    /// Nuclei much smaller than their cells, as those of an early embryo: the next one is several radii away, and between two volumes
    /// daughters part by nearly as much (anaphase B takes them to the far ends of the old cell).
    /// </summary>
    private static SceneParameters Apart(SceneParameters scene, Random random)
    {
        const double touching = 1.5,
            farthest = 4.5;
        var separation = touching * Math.Pow(farthest / touching, random.NextDouble());
        var room = Math.Pow(separation / touching, scene.Arrangement == Arrangement.Sheet ? 2 : 3);
        return scene with
        {
            Label = CellLabel.Nucleus,
            AnaphaseSeparationRadii = separation,
            SpreadEvenly = true,
            Cells = Math.Max(6, (int)(2 * scene.Cells / room)),
            MaxCells = Math.Max(9, (int)(2 * scene.MaxCells / room)),
        };
    }

    private static TrainingSequence FromSpecimen(SimulatedSpecimen specimen, SceneParameters scene, int frames)
    {
        var volumes = new ushort[frames][];
        var cells = new TrainingCell[frames][];
        var indexOf = new Dictionary<int, int>();
        for (var t = 0; t < frames; t++)
        {
            var frame = specimen.Next();
            volumes[t] = frame.Voxels;
            var children = frame.Cells.Where(c => c.Node.Parent >= 0).GroupBy(c => c.Node.Parent).ToDictionary(g => g.Key, g => g.Count());
            cells[t] = frame.Cells.Select(c => Cell(c.Node, indexOf, children)).ToArray();
            indexOf = frame.Cells.Select((c, i) => (c.Node.Id, i)).ToDictionary(p => p.Id, p => p.i);
        }

        var geometry = new VoxelGeometry(scene.Anisotropy * scene.ColumnMicrometres, scene.ColumnMicrometres, scene.ColumnMicrometres);
        return new TrainingSequence(scene.Shape.Z, scene.Shape.Y, scene.Shape.X, geometry, volumes, cells);
    }

    private static TrainingCell Cell(Cellect.Stream.Sources.TruthNode node, Dictionary<int, int> indexOf, Dictionary<int, int> children) =>
        new(
            node.Z,
            node.Y,
            node.X,
            node.RadiusVoxels,
            indexOf.GetValueOrDefault(node.Parent, -1),
            node.Parent >= 0 && children[node.Parent] == 2
        );

    // Not System.HashCode, which differs from run to run.
    private static int HashCode(int seed, int n) => unchecked((int)((uint)seed * 2654435761u ^ (uint)n * 2246822519u));
}
