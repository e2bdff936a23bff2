using System.IO.Hashing;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Plans;

/// <summary>
/// A volume read block by block, of which no more than a block is ever in memory: what its intensities mean, its maximum projections, and
/// whether it shows anything. All of it is the same however the blocks lie.
/// </summary>
internal sealed class VolumeSurvey
{
    private const long BlockBytes = 64 << 20;
    private const int Bins = 65536;

    private readonly VolumeShape _shape;
    private readonly float[] _top;
    private readonly float[] _side;
    private readonly List<UInt128> _hashes = [];

    private VolumeSurvey(VolumeShape shape)
    {
        _shape = shape;
        (_top, _side) = (new float[shape.PlaneVoxels], new float[shape.Z * shape.X]);
        Array.Fill(_top, float.NegativeInfinity);
        Array.Fill(_side, float.NegativeInfinity);
    }

    /// <summary>Why it shows no cell; null where it may.</summary>
    public string? Wrong { get; private set; }

    /// <summary>What its intensities mean.</summary>
    public Normalization Normalization { get; private set; }

    /// <summary>[y, x] the highest voxels of all slices.</summary>
    public ReadOnlySpan<float> Top => _top;

    /// <summary>Reads a volume.</summary>
    /// <exception cref="InvalidDataException">It is damaged or gone.</exception>
    public static VolumeSurvey Of(VolumeParts parts, int t, VolumeShape shape, VoxelType type)
    {
        if (shape.Voxels > int.MaxValue)
            throw new InvalidDataException($"volumes of {shape.Voxels} voxels; at most {int.MaxValue} are counted");
        var survey = new VolumeSurvey(shape);
        if (type == VoxelType.Float32)
            survey.CountFloats(parts, t);
        else
            survey.CountIntegers(parts, t, type);
        return survey;
    }

    /// <summary>The projections as the network would see them.</summary>
    public ProjectedVolume Projected(VoxelGeometry geometry) =>
        ProjectedVolume.From(_top, _side, (_shape.Z, _shape.Y, _shape.X), geometry, Normalization);

    /// <summary>Whether another volume has the same voxels.</summary>
    public bool Repeats(VolumeSurvey other) => _hashes.SequenceEqual(other._hashes);

    private void CountIntegers(VolumeParts parts, int t, VoxelType type)
    {
        var histogram = new int[Bins];
        Array.Clear(_top);
        Array.Clear(_side);
        foreach (var (box, bytes) in Blocks(parts, t, type))
            if (type == VoxelType.UInt8)
                Count<byte>(box, bytes, histogram, value => value);
            else
                Count<ushort>(box, bytes, histogram, value => value);
        var (lowest, highest) = (Array.FindIndex(histogram, n => n > 0), Array.FindLastIndex(histogram, n => n > 0));
        Wrong = VolumeContent.Judge(lowest, highest, histogram[highest], histogram[lowest], _shape.Voxels);
        // Exact zeros are fill, not signal.
        histogram[0] = 0;
        Normalization = Normalization.FromHistogram(histogram, 0, 1);
    }

    private void Count<T>(VolumeBox box, ReadOnlySpan<byte> bytes, int[] histogram, Func<T, int> bin)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var voxels = MemoryMarshal.Cast<byte, T>(bytes);
        var width = box.ToX - box.FromX;
        var row = new float[width];
        for (var z = box.FromZ; z < box.ToZ; z++)
        for (var y = box.FromY; y < box.ToY; y++)
        {
            var values = voxels.Slice(((z - box.FromZ) * (box.ToY - box.FromY) + y - box.FromY) * width, width);
            if (!values.ContainsAnyExcept(T.Zero))
            {
                histogram[0] += width;
                continue;
            }

            foreach (var value in values)
                histogram[bin(value)]++;
            TensorPrimitives.ConvertChecked(values, row);
            Project(box, z, y, row);
        }
    }

    private void CountFloats(VolumeParts parts, int t)
    {
        var sampling = new Normalization.FloatSample(_shape.Voxels);
        var (lowest, highest, finite) = (float.PositiveInfinity, float.NegativeInfinity, 0L);
        foreach (var (box, bytes) in Blocks(parts, t, VoxelType.Float32))
            EachRow(box, bytes, (z, y, values) =>
            {
                var first = ((long)z * _shape.Y + y) * _shape.X + box.FromX;
                for (var x = 0; x < values.Length; x++)
                {
                    sampling.Add(first + x, values[x]);
                    if (!float.IsFinite(values[x]))
                        continue;
                    finite++;
                    (lowest, highest) = (MathF.Min(lowest, values[x]), MathF.Max(highest, values[x]));
                }

                Project(box, z, y, values);
            });
        long at = 0,
            dark = 0;
        var counts = sampling.Begin();
        _hashes.Clear();
        foreach (var (box, bytes) in Blocks(parts, t, VoxelType.Float32))
            EachRow(box, bytes, (_, _, values) =>
            {
                at += values.Count(highest);
                dark += values.Count(lowest);
                counts.Add(values);
            });
        Wrong =
            2 * finite < _shape.Voxels
                ? $"{_shape.Voxels - finite} of {_shape.Voxels} voxels are no numbers"
                : VolumeContent.Judge(lowest, highest, at, dark, finite);
        Normalization = counts.Result;
    }

    private delegate void RowReader(int z, int y, ReadOnlySpan<float> values);

    private static void EachRow(VolumeBox box, ReadOnlySpan<byte> bytes, RowReader read)
    {
        var voxels = MemoryMarshal.Cast<byte, float>(bytes);
        var width = box.ToX - box.FromX;
        for (var z = box.FromZ; z < box.ToZ; z++)
        for (var y = box.FromY; y < box.ToY; y++)
            read(z, y, voxels.Slice(((z - box.FromZ) * (box.ToY - box.FromY) + y - box.FromY) * width, width));
    }

    private void Project(VolumeBox box, int z, int y, ReadOnlySpan<float> row)
    {
        var top = _top.AsSpan(y * _shape.X + box.FromX, row.Length);
        TensorPrimitives.MaxNumber(top, row, top);
        var side = _side.AsSpan(z * _shape.X + box.FromX, row.Length);
        TensorPrimitives.MaxNumber(side, row, side);
    }

    private IEnumerable<(VolumeBox Box, ArraySegment<byte> Bytes)> Blocks(VolumeParts parts, int t, VoxelType type)
    {
        var (block, buffer) = (Block(parts.Piece, type.Bytes()), Array.Empty<byte>());
        for (var z = 0; z < _shape.Z; z += block.Z)
        for (var y = 0; y < _shape.Y; y += block.Y)
        for (var x = 0; x < _shape.X; x += block.X)
        {
            var box = new VolumeBox(z, z + block.Z, y, y + block.Y, x, x + block.X).Within(VolumeBox.All(_shape));
            var length = checked((int)(box.Shape.Voxels * type.Bytes()));
            if (buffer.Length < length)
                buffer = GC.AllocateUninitializedArray<byte>(length);
            var bytes = new ArraySegment<byte>(buffer, 0, length);
            parts.Read(t, box, bytes);
            _hashes.Add(XxHash128.HashToUInt128(bytes));
            yield return (box, bytes);
        }
    }

    /// <summary>Whole pieces, as many as the memory of a block holds: no piece is unpacked twice.</summary>
    private VolumeShape Block(VolumeShape piece, int voxelBytes)
    {
        var limit = Math.Max(BlockBytes / voxelBytes, 1);
        var x = Grow(piece.X, _shape.X, limit / ((long)piece.Z * piece.Y));
        var y = Grow(piece.Y, _shape.Y, limit / ((long)piece.Z * x));
        return new VolumeShape(Grow(piece.Z, _shape.Z, limit / ((long)y * x)), y, x);

        static int Grow(int piece, int whole, long most) => (int)Math.Min(whole, piece * Math.Max(1, most / piece));
    }
}
