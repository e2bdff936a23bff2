using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Tests;

/// <summary>
/// A small embryo for pictures: nuclei on jittered places that drift in a slow swirl, some of which divide. The same for
/// every run: random numbers come from a fixed generator.
/// </summary>
internal sealed class SyntheticSeries
{
    private const int StepsToTouch = 8;
    private readonly List<Nucleus> _nuclei = [];

    public VolumeShape Shape { get; init; } = new(24, 150, 230);

    public VoxelSize Voxel { get; init; } = new(2, 0.5, 0.5);

    /// <summary>Time point at which every ninth nucleus divides.</summary>
    public int DivisionAt { get; init; } = 8;

    public float RadiusMicrometres { get; init; } = 4.6f;

    /// <summary>Least distance of two nuclei, radii.</summary>
    public double Spacing { get; init; } = 2.1;

    /// <summary>Places that are tried for nuclei.</summary>
    public int Attempts { get; init; } = 90;

    public static SyntheticSeries Create(SyntheticSeries? settings = null)
    {
        var series = settings ?? new SyntheticSeries();
        series.Place(new Random(7));
        return series;
    }

    /// <summary>The frames 0 to <paramref name="last"/>.</summary>
    public TrackedFrame[] Frames(int last) => [.. Enumerable.Range(0, last + 1).Select(Frame)];

    public TrackedFrame Frame(int t)
    {
        var cells = new List<TrackedCell>();
        var divisions = new List<Division>();
        foreach (var nucleus in _nuclei)
            AddTo(cells, divisions, nucleus, t);
        return new TrackedFrame
        {
            Header = Header(t),
            TimeStep = t == 0 ? 0 : 1,
            Stamps = new LatencyStamps(Header(t).ExposureEndNs, 0, 0, 0, 0, 0),
            Cells = cells,
            Divisions = divisions,
        };
    }

    /// <summary>The image that belongs to <see cref="Frame"/>, with background and noise.</summary>
    public Volume Volume(int t, VolumePool pool)
    {
        var volume = pool.Rent(Header(t));
        var voxels = volume.AsSpan<ushort>();
        var noise = new Random(t);
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (ushort)(100 + noise.Next(4));
        foreach (var cell in Frame(t).Cells)
            Draw(voxels, cell);
        return volume;
    }

    private VolumeHeader Header(int t) =>
        new()
        {
            Series = "synthetic-embryo",
            T = t,
            Shape = Shape,
            Type = VoxelType.UInt16,
            VoxelMicrometres = Voxel,
            ExposureEndNs = 1_000_000_000L * (1_000_000 + 2 * t),
        };

    private void Place(Random random)
    {
        var extent = (Z: Shape.Z * Voxel.Z, Y: Shape.Y * Voxel.Y, X: Shape.X * Voxel.X);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var (z, y, x) = (random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1, random.NextDouble() * 2 - 1);
            if (z * z + y * y + x * x > 0.72)
                continue;
            var place = new Nucleus(_nuclei.Count + 1, extent.Z / 2 * (1 + z), extent.Y / 2 * (1 + y), extent.X / 2 * (1 + x));
            if (_nuclei.TrueForAll(other => Distance(other, place) > Spacing * RadiusMicrometres))
                _nuclei.Add(place);
        }
    }

    private static double Distance(Nucleus a, Nucleus b) =>
        Math.Sqrt(Math.Pow(a.Z - b.Z, 2) + Math.Pow(a.Y - b.Y, 2) + Math.Pow(a.X - b.X, 2));

    private void AddTo(List<TrackedCell> cells, List<Division> divisions, Nucleus nucleus, int t)
    {
        var (z, y, x) = At(nucleus, t);
        if (nucleus.Id % 9 != 4 || t < DivisionAt)
        {
            cells.Add(Cell(nucleus.Id, -1, z, y, x, RadiusMicrometres, 0));
            return;
        }

        var first = 1000 + 2 * nucleus.Id;
        var apart = RadiusMicrometres * (0.75 + 0.3 * Math.Min(1, (t - DivisionAt) / (double)StepsToTouch));
        var angle = nucleus.Id;
        var (dy, dx) = (apart * Math.Sin(angle), apart * Math.Cos(angle));
        cells.Add(Cell(first, nucleus.Id, z, y + dy, x + dx, RadiusMicrometres * 0.75f, 1));
        cells.Add(Cell(first + 1, nucleus.Id, z, y - dy, x - dx, RadiusMicrometres * 0.75f, 1));
        if (t == DivisionAt)
            divisions.Add(
                new Division(
                    nucleus.Id,
                    first,
                    first + 1,
                    (float)(z / Voxel.Z - 0.5),
                    (float)(y / Voxel.Y - 0.5),
                    (float)(x / Voxel.X - 0.5),
                    1
                )
            );
    }

    private (double Z, double Y, double X) At(Nucleus nucleus, int t)
    {
        var turn = 0.03 * t;
        var (y, x) = (nucleus.Y - Shape.Y * Voxel.Y / 2, nucleus.X - Shape.X * Voxel.X / 2);
        var wobble = 0.5 * Math.Sin(0.7 * t + nucleus.Id);
        return (
            nucleus.Z + 0.3 * Math.Cos(0.5 * t + nucleus.Id),
            Shape.Y * Voxel.Y / 2 + y * Math.Cos(turn) + x * Math.Sin(turn) + wobble,
            Shape.X * Voxel.X / 2 - y * Math.Sin(turn) + x * Math.Cos(turn) + 0.5 * Math.Cos(0.9 * t + nucleus.Id)
        );
    }

    private TrackedCell Cell(int track, int parent, double z, double y, double x, float radius, float division) =>
        new(
            track,
            parent,
            (float)(z / Voxel.Z - 0.5),
            (float)(y / Voxel.Y - 0.5),
            (float)(x / Voxel.X - 0.5),
            (float)(radius / Voxel.X),
            0.9f,
            division
        );

    private void Draw(Span<ushort> voxels, TrackedCell cell)
    {
        var radius = cell.Radius * Voxel.X;
        var brightness = 500 + 700 * (cell.Track * 37 % 100 / 100.0);
        for (var z = 0; z < Shape.Z; z++)
        for (var y = Math.Max(0, (int)(cell.Y - 2 * cell.Radius)); y < Math.Min(Shape.Y, cell.Y + 2 * cell.Radius); y++)
        for (var x = Math.Max(0, (int)(cell.X - 2 * cell.Radius)); x < Math.Min(Shape.X, cell.X + 2 * cell.Radius); x++)
        {
            var (dz, dy, dx) = ((z - cell.Z) * Voxel.Z / 1.3, (y - cell.Y) * Voxel.Y, (x - cell.X) * Voxel.X);
            var distance = Math.Sqrt(dz * dz + dy * dy + dx * dx) / radius;
            if (distance > 2)
                continue;
            var texture = 1 + 0.15 * Math.Sin(1.3 * dx + cell.Track) * Math.Cos(1.1 * dy);
            var light = brightness * texture / (1 + Math.Exp((distance - 0.85) * 9));
            ref var voxel = ref voxels[(z * Shape.Y + y) * Shape.X + x];
            voxel = (ushort)Math.Min(ushort.MaxValue, voxel + light);
        }
    }

    private sealed record Nucleus(int Id, double Z, double Y, double X);
}
