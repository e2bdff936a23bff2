using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Testing;

/// <summary>Tracks as a tracker would give them: cells move, divide, die, are missed for a while, and volumes are lost.</summary>
internal static class FakeSeries
{
    public static VolumeHeader Header(string series = "run 1", int t = 0, VolumeShape? shape = null) =>
        new()
        {
            Series = series,
            Seq = (ulong)t,
            T = t,
            Shape = shape ?? new VolumeShape(5, 24, 28),
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(2, 0.5, 0.5),
            ExposureEndNs = 1_700_000_000_000_000_000 + (t * 1_000_000_000L),
            ReceivedNs = 1_700_000_000_010_000_000 + (t * 1_000_000_000L),
            AssembledNs = 1_700_000_000_012_000_000 + (t * 1_000_000_000L),
        };

    public static TrackedFrame Frame(
        VolumeHeader header,
        IReadOnlyList<TrackedCell> cells,
        IReadOnlyList<Division>? divisions = null,
        int timeStep = 1
    ) =>
        new()
        {
            Header = header,
            TimeStep = timeStep,
            Stamps = new LatencyStamps(
                header.ExposureEndNs,
                header.ReceivedNs,
                header.AssembledNs,
                header.AssembledNs + 50_000_000,
                header.AssembledNs + 53_000_000,
                0
            ),
            Cells = cells,
            Divisions = divisions ?? [],
        };

    public static TrackedCell Cell(int track, int parent = -1, float z = 2, float y = 10, float x = 10, float radius = 3) =>
        new(track, parent, z, y, x, radius, 0.9f, 0);

    public static VolumePool Pool { get; } = new();

    /// <summary>The frames of a whole series; the same seed gives the same.</summary>
    public static IEnumerable<TrackedFrame> Frames(int seed, int frames, bool withMap = false, double lost = 0.1, int firstT = 0)
    {
        var random = new Random(seed);
        var living = new List<TrackedCell>();
        var hidden = new List<TrackedCell>();
        var (nextTrack, lastT) = (1, -1);
        for (var (t, made) = (firstT, 0); made < frames; t++)
        {
            if (random.NextDouble() < lost)
                continue;
            var divisions = new List<Division>();
            Step(random, living, hidden, divisions, ref nextTrack, first: lastT < 0);
            var frame = Frame(Header(t: t), [.. living], divisions, lastT < 0 ? 0 : t - lastT);
            yield return withMap ? frame with { Foreground = Map(random, frame.Header.Shape) } : frame;
            (lastT, made) = (t, made + 1);
        }
    }

    private static void Step(
        Random random,
        List<TrackedCell> living,
        List<TrackedCell> hidden,
        List<Division> divisions,
        ref int nextTrack,
        bool first
    )
    {
        var now = new List<TrackedCell>();
        foreach (var cell in hidden)
            now.Add(Move(random, cell));
        hidden.Clear();
        foreach (var cell in living)
            switch (random.Next(20))
            {
                case 0:
                    break;
                case 1:
                    hidden.Add(cell);
                    break;
                case 2:
                    var (a, b) = (
                        Move(random, cell) with
                        {
                            Track = nextTrack++,
                            Parent = cell.Track,
                        },
                        Move(random, cell) with
                        {
                            Track = nextTrack++,
                            Parent = cell.Track,
                        }
                    );
                    divisions.Add(new Division(cell.Track, a.Track, b.Track, (a.Z + b.Z) / 2, (a.Y + b.Y) / 2, (a.X + b.X) / 2, 0.8f));
                    now.AddRange([a, b]);
                    break;
                default:
                    now.Add(Move(random, cell));
                    break;
            }

        for (var i = first ? 6 : random.Next(3); i > 0; i--)
            now.Add(Move(random, Cell(nextTrack++, radius: random.NextSingle() * 5)));
        living.Clear();
        living.AddRange(now);
    }

    // Centres may lie a little outside the volume, and often coincide.
    private static TrackedCell Move(Random random, TrackedCell cell) =>
        cell with
        {
            Z = Math.Clamp(cell.Z + random.Next(-1, 2), -0.6f, 4.6f),
            Y = Math.Clamp(cell.Y + (random.NextSingle() * 6) - 3, -0.6f, 23.6f),
            X = Math.Clamp(cell.X + (random.NextSingle() * 6) - 3, -0.6f, 27.6f),
            Score = random.NextSingle(),
            Division = random.NextSingle(),
        };

    private static ForegroundMap Map(Random random, VolumeShape shape)
    {
        const int stride = 4;
        var small = new VolumeShape(shape.Z, (shape.Y + stride - 1) / stride, (shape.X + stride - 1) / stride);
        var map = new byte[small.Voxels];
        random.NextBytes(map);
        return new ForegroundMap(small, stride, map);
    }
}
