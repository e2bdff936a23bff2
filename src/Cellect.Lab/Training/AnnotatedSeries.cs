using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>A user's own frames with annotated cells, as training and held-out sequences: small parts around the cells, cut out when asked
/// for.</summary>
public sealed class AnnotatedSeries
{
    private const int Margin = 32;
    private const int HeldDepth = 64,
        HeldSide = 256;

    // The network is shown cells of 3.5 to 9 columns, and knows those of about 5 best: larger ones are joined voxels.
    private const double LeastShown = 3.8,
        MostShown = 7.5,
        BestShown = 5;

    // Means of few counts need finer steps than whole ones.
    private const int FewCounts = 4000,
        FineGain = 16;

    // Frames of a sequence that the matching networks learn from, and the least that are worth one.
    private const int WindowFrames = 12,
        WindowStep = 4,
        LeastWindow = 4;

    private readonly FrameStore _store;
    private readonly AnnotatedFrames _frames;
    private readonly VoxelGeometry _geometry;
    private readonly bool _dense,
        _linksKnown,
        _radiiKnown;
    private readonly Dictionary<int, AnnotatedPoint[]> _byFrame,
        _absent;
    private readonly AnnotatedPoint[] _words;
    private readonly float? _elsewhere;
    private readonly Dictionary<long, AnnotatedPoint> _byId;
    private readonly Dictionary<long, int> _children;

    /// <summary>Where a part lies, voxels of the source, how many voxels it is to have, and how many columns become one.</summary>
    private readonly record struct Region(
        (int Z, int Y, int X) At,
        (int Depth, int Height, int Width) Source,
        (int Depth, int Height, int Width) Size
    );

    /// <param name="store">Has every needed frame.</param>
    /// <param name="frames">Which are trained on.</param>
    /// <param name="points">Annotated cells, and what was told of places between them. Of some frames only what a model found may be told.
    /// </param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="dense">Every cell of an annotated frame is annotated.</param>
    /// <param name="radius">Radius of cells whose own is unknown, voxels of x; null: measured in the images, for each cell where all are
    /// annotated, else one for all.</param>
    public AnnotatedSeries(
        FrameStore store,
        AnnotatedFrames frames,
        IReadOnlyList<AnnotatedPoint> points,
        VoxelGeometry geometry,
        bool dense,
        double? radius
    )
    {
        (_store, _frames, _geometry, _dense) = (store, frames, geometry, dense);
        _absent = points.Where(p => p.IsAbsent).GroupBy(p => p.T).ToDictionary(g => g.Key, g => g.ToArray());
        var corrected = points.Any(p => p.IsAbsent || !p.IsCertain);
        _words = corrected ? [.. points.Where(p => p.IsCertain && frames.Trained.Contains(p.T))] : [];
        _elsewhere = corrected && !dense ? CorrectedAnnotation.Untouched : null;
        points = [.. points.Where(p => !p.IsAbsent)];
        // What a model says of radii is nothing to learn them from.
        var given = !corrected && points.All(p => p.Radius > 0);
        var measured = !given && radius is null && dense;
        _radiiKnown = given || measured;
        _linksKnown = points.Any(p => p.Parent >= 0);
        Measured = Estimate(points);
        var sized = measured
            ? CellRadii.Measure(store, points, geometry)
            : [.. points.Select(p => p.Radius > 0 ? p : p with { Radius = (float?)radius ?? Measured })];
        Radius = sized.Average(p => p.Radius);
        _byFrame = sized.GroupBy(p => p.T).ToDictionary(g => g.Key, g => g.ToArray());
        _byId = sized.ToDictionary(p => p.Id);
        _children = sized.Where(p => p.Parent >= 0).GroupBy(p => p.Parent).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>Whether the matching networks can learn from these frames and be judged.</summary>
    public bool HasRuns => _frames.InRuns && _dense && _linksKnown;

    /// <summary>Mean radius that is trained with, voxels of x.</summary>
    public float Radius { get; }

    /// <summary>What the images say the radius is, all cells taken together, voxels of x.</summary>
    public float Measured { get; }

    /// <summary>The n-th part for training: three volumes that end in an annotated frame, 1 to <see cref="AnnotatedFrames.MaxStride"/>
    /// frames apart.</summary>
    public TrainingSequence Part(TrainingOptions options, int n)
    {
        var random = new Random(unchecked(options.Seed * 1_000_003 + n));
        var place = Pick(random);
        var newest = place.T;
        var stride = 1 + random.Next(AnnotatedFrames.MaxStride);
        var middle = Math.Max(0, newest - stride);
        var oldest = _store.Has(middle - stride) ? middle - stride : middle;
        // A frame without annotation teaches little as the newest of a pair: the annotated one then comes twice.
        int[] times = Seen(middle, held: false).Length > 0 ? [oldest, middle, newest] : [middle, newest, newest];
        var shown = Shown(random);
        return Around(times, place, Lateral(newest, shown), options);
    }

    /// <summary>The n-th part for a network that describes a frame with the one that follows: three volumes that begin with an annotated
    /// frame. The last frame of a series is followed by itself.</summary>
    public TrainingSequence PartFollowed(TrainingOptions options, int n)
    {
        var random = new Random(unchecked(options.Seed * 1_000_003 + n));
        var place = Pick(random);
        var first = place.T;
        var stride = 1 + random.Next(AnnotatedFrames.MaxStride);
        var second = _store.Has(first + stride) ? first + stride : first;
        var third = _store.Has(second + stride) ? second + stride : second;
        return Around([first, second, third], place, 1, options);
    }

    /// <summary>The place around which a part is cut: any cell of any frame or, where a person's words stand beside what a model found, any
    /// of the words.</summary>
    private AnnotatedPoint Pick(Random random)
    {
        if (_words.Length > 0)
            return _words[random.Next(_words.Length)];
        var cells = _byFrame[_frames.Trained[random.Next(_frames.Trained.Count)]];
        return cells[random.Next(cells.Length)];
    }

    private TrainingSequence Around(int[] times, AnnotatedPoint place, double lateral, TrainingOptions options)
    {
        var side = options.CropSide + Margin;
        return Cut(times, Part(place, lateral, (2 * options.CropDepth, side), least: side), held: -1, inside: false);
    }

    private static double Shown(Random random) => LeastShown * Math.Pow(MostShown / LeastShown, random.NextDouble());

    /// <summary>Each held-out frame with the one before it: whole where it is small, else the part around its middle cell.</summary>
    public IReadOnlyList<TrainingSequence> HeldOut() => HeldOut(t => [Math.Max(0, t - 1), t], t => Lateral(t, BestShown));

    /// <summary>Likewise, the one before it, the frame itself, which is the last but one, and the one after.</summary>
    public IReadOnlyList<TrainingSequence> HeldOutFollowed() =>
        HeldOut(t => [Math.Max(0, t - 1), t, _store.Has(t + 1) ? t + 1 : t], _ => 1);

    private TrainingSequence[] HeldOut(Func<int, int[]> times, Func<int, double> lateral) =>
        [.. _frames.Held.Select(t => Cut(times(t), Part(Middle(t), lateral(t), (HeldDepth, HeldSide)), held: 1, inside: true))];

    /// <summary>
    /// The sequences that the matching networks learn from: up to twelve consecutive annotated frames, none of them held out, cells as
    /// large as the network is shown them. Empty where annotation is sparse, or has no links.
    /// </summary>
    /// <param name="views">How many of each, turned, mirrored and at scales of their own.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public IEnumerable<TrainingSequence> Windows(int views, int seed) => Sequences(Runs(_frames.Trained).SelectMany(Split), views, seed);

    /// <summary>The same of the held-out frames, each run of them with the frame before it.</summary>
    public IEnumerable<TrainingSequence> HeldWindows(int views, int seed) =>
        Sequences(
            Runs(_frames.Held).Select(run => _byFrame.ContainsKey(run[0] - 1) && _store.Has(run[0] - 1) ? [run[0] - 1, .. run] : run),
            views,
            seed
        );

    private IEnumerable<TrainingSequence> Sequences(IEnumerable<int[]> runs, int views, int seed)
    {
        if (!_dense || !_linksKnown)
            yield break;
        var random = new Random(seed);
        var windows = runs.Where(run => run.Length >= LeastWindow).ToArray();
        for (var view = 0; view < views; view++)
            foreach (var times in windows)
            {
                var newest = times[^1];
                var sequence = Cut(
                    times,
                    Part(Middle(newest), Lateral(newest, Shown(random)), (HeldDepth, HeldSide)),
                    held: -1,
                    inside: true,
                    all: true
                );
                yield return view == 0 ? sequence : sequence.Turned(random);
            }
    }

    private static List<int[]> Runs(IReadOnlyList<int> frames)
    {
        var runs = new List<int[]>();
        for (int first = 0, i = 1; i <= frames.Count; i++)
            if (i == frames.Count || frames[i] != frames[i - 1] + 1)
            {
                runs.Add([.. frames.Skip(first).Take(i - first)]);
                first = i;
            }

        return runs;
    }

    private static IEnumerable<int[]> Split(int[] run)
    {
        for (
            var from = 0;
            from == 0 || from + LeastWindow <= run.Length && from + WindowFrames - WindowStep < run.Length;
            from += WindowStep
        )
            yield return run[from..Math.Min(run.Length, from + WindowFrames)];
    }

    private AnnotatedPoint Middle(int t)
    {
        var certain = _byFrame.GetValueOrDefault(t, []).Concat(_absent.GetValueOrDefault(t, [])).Where(p => p.IsCertain).ToArray();
        return certain.OrderBy(p => p.X).ElementAt(certain.Length / 2);
    }

    /// <summary>Columns that become one so that the cells of a frame have about a radius of <paramref name="shown"/>.</summary>
    private double Lateral(int t, double shown)
    {
        const double worth = 1.15;
        var radii = _byFrame.GetValueOrDefault(t, []).Select(p => p.Radius).DefaultIfEmpty(Radius).Order().ToArray();
        var median = radii[radii.Length / 2];
        return median / shown < worth ? 1 : median / shown;
    }

    /// <summary>A part around a cell, <paramref name="least"/> to <paramref name="most"/> voxels of the network's wide; a smaller volume
    /// lies in its corner, the rest is fill.</summary>
    private Region Part(AnnotatedPoint around, double lateral, (int Depth, int Side) most, int least = 1)
    {
        var axial = Math.Max(1, lateral / _geometry.Anisotropy);
        var (depth, height, width) = _store.Shape;
        (int Depth, int Height, int Width) size = (
            Math.Min((int)Math.Round(depth / axial), most.Depth),
            Math.Clamp((int)Math.Round(height / lateral), least, most.Side),
            Math.Clamp((int)Math.Round(width / lateral), least, most.Side)
        );
        (int Depth, int Height, int Width) source = (
            (int)Math.Round(size.Depth * axial),
            (int)Math.Round(size.Height * lateral),
            (int)Math.Round(size.Width * lateral)
        );
        return new Region(
            (Begin(around.Z, source.Depth, depth), Begin(around.Y, source.Height, height), Begin(around.X, source.Width, width)),
            source,
            size
        );
    }

    private static int Begin(float centre, int length, int full) => Math.Clamp((int)centre - length / 2, 0, Math.Max(0, full - length));

    /// <summary>A part of some frames as a sequence.</summary>
    /// <param name="times">Frames, ascending; one may come twice.</param>
    /// <param name="part">The part.</param>
    /// <param name="held">Index of the frame whose cells only judge; -1: none.</param>
    /// <param name="inside">Cells whose centres lie elsewhere are left out.</param>
    /// <param name="all">Held-out frames' cells are known as others are.</param>
    private TrainingSequence Cut(int[] times, Region part, int held, bool inside, bool all = false)
    {
        var (at, source, size) = part;
        float z = (float)source.Depth / size.Depth,
            y = (float)source.Height / size.Height,
            x = (float)source.Width / size.Width;
        var points = times.Select((t, i) => Seen(t, all || i == held).Where(p => !inside || Holds(part, p)).ToArray()).ToArray();
        var cells = new TrainingCell[times.Length][];
        for (var i = 0; i < times.Length; i++)
        {
            var before = i == 0 ? [] : points[i - 1].Select((p, k) => (p.Id, k)).ToDictionary(p => p.Id, p => p.k);
            cells[i] = [.. points[i].Select(p => Place(p, i > 0 ? Origin(p, times[i - 1], before) : (-1, false)))];
        }

        var absent = times.Select((t, i) => IsShown(t, all || i == held) ? _absent.GetValueOrDefault(t, []) : []);

        var joined = source != size;
        var gain = joined && _store.Most <= FewCounts ? FineGain : 1;
        var volumes = times.Distinct().ToDictionary(t => t, t => Voxels(t, part, gain));
        return new TrainingSequence(
            size.Depth,
            size.Height,
            size.Width,
            new VoxelGeometry(_geometry.Z * z, _geometry.Y * y, _geometry.X * x),
            [.. times.Select(t => volumes[t])],
            cells
        )
        {
            Dense = _dense,
            LinksKnown = _linksKnown,
            Absent = _absent.Count == 0 ? null : [.. absent.Select(frame => frame.Select(p => Place(p, (-1, false))).ToArray())],
            Elsewhere = _elsewhere,
            RadiiKnown = _radiiKnown,
            Normalizations = [.. times.Select(t => _store.NormalizationOf(t).Times(gain))],
            // In a frame without annotation nothing is known but the dark, however complete the others are.
            DarkUpTo = [.. times.Select(t => _dense && _frames.Trained.Contains(t) ? float.PositiveInfinity : gain * _store.DarkUpTo(t))],
        };

        TrainingCell Place(AnnotatedPoint p, (int Parent, bool Daughter) origin) =>
            new(
                (p.Z - at.Z + 0.5f) / z - 0.5f,
                (p.Y - at.Y + 0.5f) / y - 0.5f,
                (p.X - at.X + 0.5f) / x - 0.5f,
                p.Radius / x,
                origin.Parent,
                origin.Daughter
            )
            {
                Weight = p.Weight,
            };
    }

    private ushort[] Voxels(int t, Region part, int gain)
    {
        var (at, source, size) = part;
        var volume = _store.Read(t, at.Z, at.Y, at.X, source.Depth, source.Height, source.Width);
        return source == size ? volume : JoinedVoxels.Of(volume, source, size, _store.NormalizationOf(t), gain);
    }

    private static bool Holds(Region part, AnnotatedPoint p) =>
        p.Z >= part.At.Z
        && p.Z < part.At.Z + part.Source.Depth
        && p.Y >= part.At.Y
        && p.Y < part.At.Y + part.Source.Height
        && p.X >= part.At.X
        && p.X < part.At.X + part.Source.Width;

    private bool IsShown(int t, bool held) => held || !_frames.Held.Contains(t);

    private AnnotatedPoint[] Seen(int t, bool held) => IsShown(t, held) ? _byFrame.GetValueOrDefault(t, []) : [];

    private (int Parent, bool Daughter) Origin(AnnotatedPoint point, int frame, Dictionary<long, int> before)
    {
        var daughter = false;
        var at = point;
        while (at.T > frame && at.Parent >= 0 && _byId.TryGetValue(at.Parent, out var parent) && parent.T < at.T)
        {
            daughter |= _children[at.Parent] == 2;
            at = parent;
        }

        return at.T == frame && before.TryGetValue(at.Id, out var index) ? (index, daughter) : (-1, false);
    }

    private float Estimate(IReadOnlyList<AnnotatedPoint> points)
    {
        var shells = new (double Sum, long Count)[RadiusEstimate.Most + 1];
        foreach (var frame in points.GroupBy(p => p.T))
        {
            var volume = _store.Read(frame.Key, 0, 0, 0, _store.Shape.Depth, _store.Shape.Height, _store.Shape.Width);
            foreach (var point in frame)
                RadiusEstimate.Collect(volume, _store.Shape, _geometry.Anisotropy, point, shells);
        }

        return RadiusEstimate.Of(shells);
    }
}
