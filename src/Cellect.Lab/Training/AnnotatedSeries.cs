using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>A user's own frames with annotated cells, as training and held-out sequences: small parts around the cells, cut out when asked
/// for.</summary>
public sealed class AnnotatedSeries
{
    private const int Margin = 32;
    private const int HeldDepth = 64,
        HeldSide = 256;

    private readonly FrameStore _store;
    private readonly AnnotatedFrames _frames;
    private readonly VoxelGeometry _geometry;
    private readonly bool _dense,
        _linksKnown,
        _radiiKnown;
    private readonly Dictionary<int, AnnotatedPoint[]> _byFrame;
    private readonly Dictionary<long, AnnotatedPoint> _byId;
    private readonly Dictionary<long, int> _children;

    /// <param name="store">Has every needed frame.</param>
    /// <param name="frames">Which are trained on.</param>
    /// <param name="points">Annotated cells.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="dense">Every cell of an annotated frame is annotated.</param>
    /// <param name="radius">Radius of cells whose own is unknown, voxels of x; null: estimated from the images.</param>
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
        _radiiKnown = points.All(p => p.Radius > 0);
        _linksKnown = points.Any(p => p.Parent >= 0);
        Radius = _radiiKnown ? points.Average(p => p.Radius) : (float?)radius ?? Estimate(points);
        var sized = points.Select(p => p.Radius > 0 ? p : p with { Radius = Radius }).ToArray();
        _byFrame = sized.GroupBy(p => p.T).ToDictionary(g => g.Key, g => g.ToArray());
        _byId = sized.ToDictionary(p => p.Id);
        _children = sized.Where(p => p.Parent >= 0).GroupBy(p => p.Parent).ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>Mean or estimated radius, voxels of x.</summary>
    public float Radius { get; }

    /// <summary>The n-th part for training: three volumes that end in an annotated frame, 1 to <see cref="AnnotatedFrames.MaxStride"/>
    /// frames apart.</summary>
    public TrainingSequence Part(TrainingOptions options, int n)
    {
        var random = new Random(unchecked(options.Seed * 1_000_003 + n));
        var newest = _frames.Trained[random.Next(_frames.Trained.Count)];
        var stride = 1 + random.Next(AnnotatedFrames.MaxStride);
        var middle = Math.Max(0, newest - stride);
        var oldest = _store.Has(middle - stride) ? middle - stride : middle;
        // A frame without annotation teaches little as the newest of a pair: the annotated one then comes twice.
        int[] times = _frames.Trained.Contains(middle) ? [oldest, middle, newest] : [middle, newest, newest];
        return Around(times, newest, options, random);
    }

    /// <summary>The n-th part for a network that describes a frame with the one that follows: three volumes that begin with an annotated
    /// frame. The last frame of a series is followed by itself.</summary>
    public TrainingSequence PartFollowed(TrainingOptions options, int n)
    {
        var random = new Random(unchecked(options.Seed * 1_000_003 + n));
        var first = _frames.Trained[random.Next(_frames.Trained.Count)];
        var stride = 1 + random.Next(AnnotatedFrames.MaxStride);
        var second = _store.Has(first + stride) ? first + stride : first;
        var third = _store.Has(second + stride) ? second + stride : second;
        return Around([first, second, third], first, options, random);
    }

    private TrainingSequence Around(int[] times, int annotated, TrainingOptions options, Random random)
    {
        var cells = _byFrame[annotated];
        var cell = cells[random.Next(cells.Length)];
        int depth = Math.Min(_store.Shape.Depth, 2 * options.CropDepth),
            side = options.CropSide + Margin;
        return Cut(
            times,
            (Begin(cell.Z, depth, _store.Shape.Depth), Begin(cell.Y, side, _store.Shape.Height), Begin(cell.X, side, _store.Shape.Width)),
            (depth, side, side),
            held: -1
        );
    }

    /// <summary>Each held-out frame with the one before it: whole where it is small, else the part around its middle cell.</summary>
    public IReadOnlyList<TrainingSequence> HeldOut() => HeldOut(t => [Math.Max(0, t - 1), t]);

    /// <summary>Likewise, the one before it, the frame itself, which is the last but one, and the one after.</summary>
    public IReadOnlyList<TrainingSequence> HeldOutFollowed() => HeldOut(t => [Math.Max(0, t - 1), t, _store.Has(t + 1) ? t + 1 : t]);

    private TrainingSequence[] HeldOut(Func<int, int[]> times) =>
        [
            .. _frames.Held.Select(t =>
            {
                var (depth, height, width) = (
                    Math.Min(_store.Shape.Depth, HeldDepth),
                    Math.Min(_store.Shape.Height, HeldSide),
                    Math.Min(_store.Shape.Width, HeldSide)
                );
                var middle = _byFrame[t].OrderBy(p => p.X).ElementAt(_byFrame[t].Length / 2);
                return Cut(
                    times(t),
                    (
                        Begin(middle.Z, depth, _store.Shape.Depth),
                        Begin(middle.Y, height, _store.Shape.Height),
                        Begin(middle.X, width, _store.Shape.Width)
                    ),
                    (depth, height, width),
                    held: 1
                );
            }),
        ];

    // Volumes smaller than the part lie in its corner; the rest is fill.
    private static int Begin(float centre, int length, int full) => Math.Clamp((int)centre - length / 2, 0, Math.Max(0, full - length));

    private TrainingSequence Cut(int[] times, (int Z, int Y, int X) at, (int Depth, int Height, int Width) size, int held)
    {
        var points = times
            .Select(
                (t, i) =>
                    Seen(t, i == held)
                        .Where(p =>
                            held < 0
                            || (
                                p.Z >= at.Z
                                && p.Z < at.Z + size.Depth
                                && p.Y >= at.Y
                                && p.Y < at.Y + size.Height
                                && p.X >= at.X
                                && p.X < at.X + size.Width
                            )
                        )
                        .ToArray()
            )
            .ToArray();
        var cells = new TrainingCell[times.Length][];
        for (var i = 0; i < times.Length; i++)
        {
            var before = i == 0 ? [] : points[i - 1].Select((p, k) => (p.Id, k)).ToDictionary(p => p.Id, p => p.k);
            cells[i] =
            [
                .. points[i]
                    .Select(p =>
                    {
                        var (parent, daughter) = i > 0 ? Origin(p, times[i - 1], before) : (-1, false);
                        return new TrainingCell(p.Z - at.Z, p.Y - at.Y, p.X - at.X, p.Radius, parent, daughter);
                    }),
            ];
        }

        var volumes = times.Distinct().ToDictionary(t => t, t => _store.Read(t, at.Z, at.Y, at.X, size.Depth, size.Height, size.Width));
        return new TrainingSequence(size.Depth, size.Height, size.Width, _geometry, [.. times.Select(t => volumes[t])], cells)
        {
            Dense = _dense,
            LinksKnown = _linksKnown,
            RadiiKnown = _radiiKnown,
            Normalizations = [.. times.Select(_store.NormalizationOf)],
            // In a frame without annotation nothing is known but the dark, however complete the others are.
            DarkUpTo = [.. times.Select(t => _dense && _frames.Trained.Contains(t) ? float.PositiveInfinity : _store.DarkUpTo(t))],
        };
    }

    private AnnotatedPoint[] Seen(int t, bool heldNewest) =>
        (heldNewest || _frames.Trained.Contains(t)) && _byFrame.TryGetValue(t, out var points) ? points : [];

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
