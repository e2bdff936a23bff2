using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Benchmarks.Overlay;

/// <summary>Cells that wander, and a volume with a blob at each; made once, drawn many times.</summary>
internal sealed class DrawnSpecimen
{
    private const int BlobSide = 9;

    private readonly VolumePool _pool = new();
    private readonly Volume _volume;
    private readonly VolumeHeader _header;
    private readonly (float Z, float Y, float X)[] _places;

    public DrawnSpecimen(VolumeShape shape, int cells)
    {
        var random = new Random(1);
        _header = new VolumeHeader
        {
            Series = "drawn",
            T = 0,
            Shape = shape,
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(2, 0.4, 0.4),
        };
        _places =
        [
            .. Enumerable
                .Range(0, cells)
                .Select(_ => (random.NextSingle() * shape.Z, random.NextSingle() * shape.Y, random.NextSingle() * shape.X)),
        ];
        _volume = _pool.Rent(_header);
        var voxels = _volume.AsSpan<ushort>();
        foreach (ref var voxel in voxels)
            voxel = (ushort)(100 + random.Next(20));
        foreach (var (z, y, x) in _places)
            Blob(voxels, shape, (int)z, (int)y, (int)x);
    }

    /// <summary>Frames 0 to <paramref name="last"/>: what a draft holds.</summary>
    public TrackedFrame[] Frames(int last) => [.. Enumerable.Range(0, last + 1).Select(Frame)];

    /// <summary>A frame.</summary>
    public TrackedFrame Frame(int t) =>
        new()
        {
            Header = _header with { T = t },
            TimeStep = t == 0 ? 0 : 1,
            Stamps = default,
            Divisions = [],
            Cells =
            [
                .. _places.Select(
                    (place, i) =>
                        new TrackedCell(
                            i + 1,
                            -1,
                            place.Z,
                            place.Y + 1.5f * t * MathF.Sin(i) + MathF.Sin(2.3f * t + i),
                            place.X + 1.5f * t * MathF.Cos(i) + MathF.Cos(1.9f * t + i),
                            8,
                            0.9f,
                            0
                        )
                ),
            ],
        };

    /// <summary>A lease on the volume.</summary>
    public Volume Volume() => _volume.Lease();

    private static void Blob(Span<ushort> voxels, VolumeShape shape, int z, int y, int x)
    {
        for (var dz = -1; dz <= 1; dz++)
        for (var dy = -BlobSide; dy <= BlobSide; dy++)
        for (var dx = -BlobSide; dx <= BlobSide; dx++)
        {
            var (pz, py, px) = (z + dz, y + dy, x + dx);
            if (pz < 0 || py < 0 || px < 0 || pz >= shape.Z || py >= shape.Y || px >= shape.X || dy * dy + dx * dx > BlobSide * BlobSide)
                continue;
            voxels[(pz * shape.Y + py) * shape.X + px] = (ushort)(900 - 5 * (dy * dy + dx * dx));
        }
    }
}
