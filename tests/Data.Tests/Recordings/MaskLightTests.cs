using System.Runtime.InteropServices;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Tests.Recordings;

/// <summary>Masks that are drawn from a volume and the foreground together.</summary>
public class MaskLightTests
{
    private const ushort Background = 100;

    // Voxels of a ball of radius 5 columns, slices of two columns.
    private const double Ball = 4 * Math.PI / 3 * 125 / 2;
    private static readonly VolumeShape Shape = new(13, 40, 40);
    private static readonly VoxelSize Voxel = new(1, 0.5, 0.5);
    private static readonly TrackedCell Cell = new(1, -1, 6, 20, 20, 6, 1, 0);

    // The foreground says much more than there is.
    private static readonly ForegroundMap Wide = Map((_, y, x) => Math.Max(Math.Abs(y - 20), Math.Abs(x - 20)) <= 9 ? 250 : 0);

    [Theory]
    [InlineData(1000)]
    [InlineData(130)]
    public void Paint_LitCell_EndsByItsOwnLight(int own)
    {
        using var volume = Volume((z, y, x) => Distance(z, y, x) <= 5 ? own : Background);
        var mask = Paint(Wide, volume, Cell);
        Assert.Equal(1, At(mask, 6, 20, 24));
        Assert.Equal(0, At(mask, 6, 20, 27));
        Assert.Equal(1, At(mask, 8, 20, 20));
        Assert.Equal(0, At(mask, 10, 20, 20));
        Assert.InRange((double)mask.Count(label => label == 1), 0.8 * Ball, 1.3 * Ball);
    }

    [Fact]
    public void Paint_CellWhoseMembraneShines_EndsByTheForeground()
    {
        using var volume = Volume((z, y, x) => Distance(z, y, x) is > 5 and < 7 ? 800 : Background);
        var map = Map((z, y, x) => Distance(z, y, x) <= 7 ? 240 : 0);
        var mask = Paint(map, volume, Cell);
        Assert.Equal(1, At(mask, 6, 20, 25));
        Assert.Equal(0, At(mask, 6, 20, 29));
    }

    [Fact]
    public void Paint_CellsThatTouch_EndByTheirOwnLight()
    {
        // The second is a fifth as bright: at the level of the first it would be nothing.
        TrackedCell left = new(1, -1, 6, 20, 14, 5, 1, 0),
            right = new(2, -1, 6, 20, 26, 5, 1, 0);
        using var volume = Volume(
            (z, y, x) =>
                Distance(z, y, x + 6) <= 5 ? 1100
                : Distance(z, y, x - 6) <= 5 ? 300
                : Background
        );
        var map = Map(
            (_, y, x) =>
                Math.Abs(y - 20) > 9 ? 0
                : Math.Abs(x - 20) <= 1 ? 100
                : 250
        );
        var mask = Paint(map, volume, left, right);
        Assert.Equal([1, 2], new[] { At(mask, 6, 20, 17), At(mask, 6, 20, 24) });
        Assert.InRange((double)mask.Count(label => label == 2), 0.7 * Ball, 1.4 * Ball);
        Assert.InRange((double)mask.Count(label => label == 1), 0.7 * Ball, 1.4 * Ball);
    }

    [Fact]
    public void Paint_VolumesOfAnyType_GiveTheSame()
    {
        using var words = Volume((z, y, x) => Distance(z, y, x) <= 5 ? 200 : Background);
        using var bytes = Volume((z, y, x) => Distance(z, y, x) <= 5 ? 200 : Background, VoxelType.UInt8);
        using var floats = Volume((z, y, x) => Distance(z, y, x) <= 5 ? 200 : Background, VoxelType.Float32);
        Assert.Equal(Paint(Wide, words, Cell), Paint(Wide, bytes, Cell));
        Assert.Equal(Paint(Wide, words, Cell), Paint(Wide, floats, Cell));
    }

    [Theory]
    [InlineData(float.NaN, 20, 20, 6)]
    [InlineData(6, 1e9f, 20, 6)]
    [InlineData(6, 20, 20, float.NaN)]
    [InlineData(6, 20, 20, 1e30f)]
    [InlineData(6, 20, 20, 1e-30f)]
    [InlineData(-3, 45, -2, 6)]
    public void Paint_StrangeNumbers_StillMarksTheCell(float z, float y, float x, float radius)
    {
        using var volume = Volume((k, j, i) => k * j * i);
        Assert.Contains((ushort)1, Paint(Wide, volume, new TrackedCell(1, -1, z, y, x, radius, 1, 0)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    public void Paint_StrangeLight_StillMarksTheCell(float strange)
    {
        using var volume = Volume((z, y, x) => Distance(z, y, x) <= 5 ? 200 : Background, VoxelType.Float32);
        MemoryMarshal.Cast<byte, float>(volume.Bytes)[(6 * 40 + 20) * 40 + 22] = strange;
        Assert.Contains((ushort)1, Paint(Wide, volume, Cell));
    }

    [Fact]
    public void Paint_NextVolume_ForgetsTheOneBefore()
    {
        var painter = new MaskPainter(0.3);
        using var first = Volume((z, y, x) => Distance(z, y, x) <= 8 ? 500 : Background);
        using var second = Volume((z, y, x) => Distance(z, y, x) <= 4 ? 500 : Background);
        painter.Paint(first.Header, [Cell], [1], Wide, first);
        var mask = painter.Paint(second.Header, [Cell], [1], Wide, second).ToArray();
        Assert.Equal(Paint(Wide, second, Cell), mask);
    }

    [Fact]
    public void Paint_VolumeOfAnotherShape_ThrowsWithBoth()
    {
        using var volume = Volume((_, _, _) => 0);
        var header = volume.Header with { Shape = new VolumeShape(13, 40, 44) };
        var error = Assert.Throws<ArgumentException>(() => new MaskPainter(0.3).Paint(header, [Cell], [1], null, volume));
        Assert.Contains("13x40x40", error.Message);
        Assert.Contains("13x40x44", error.Message);
    }

    [Fact]
    public void Around_CellsOfAnySize_HasFewSamples()
    {
        for (var radius = 1.0; radius < 1e6; radius *= 1.07)
        {
            var axis = CropAxis.Around(1e6, 2.5 * radius, 0.15 * radius, 2_000_000);
            Assert.InRange(axis.Samples, 3, 70);
            Assert.Equal(1e6, (axis.At(0) + axis.At(axis.Samples - 1)) / 2, (double)axis.Step);
        }
    }

    [Fact]
    public void Row_LargeCell_IsTheLightOfTheVolume()
    {
        // A slope along each axis, which neither smoothing nor means of blocks change, but at the border.
        using var volume = Volume((z, y, x) => 500 + 40 * z + 8 * y + 5 * x);
        var crop = new MaskCrop();
        Assert.True(crop.Take(volume, Cell with { Radius = 18 }, 18 * 0.5));
        Assert.True(crop.X.Step > 1 && crop.Z.Step == 1);
        var row = new float[12];
        crop.Row(6, 20, 14, row);
        for (var i = 0; i < row.Length; i++)
            Assert.Equal(500 + 40 * 6 + 8 * 20 + 5 * (14 + i), row[i], 1f);
    }

    // Columns, from (6, 20, 20).
    private static double Distance(int z, int y, int x) => Math.Sqrt(4 * (z - 6) * (z - 6) + (y - 20) * (y - 20) + (x - 20) * (x - 20));

    private static Volume Volume(Func<int, int, int, int> at, VoxelType type = VoxelType.UInt16)
    {
        var volume = new VolumePool().Rent(
            new VolumeHeader
            {
                Series = "s",
                T = 0,
                Shape = Shape,
                Type = type,
                VoxelMicrometres = Voxel,
            }
        );
        var i = 0;
        for (var z = 0; z < Shape.Z; z++)
        for (var y = 0; y < Shape.Y; y++)
        for (var x = 0; x < Shape.X; x++, i++)
            if (type == VoxelType.UInt8)
                volume.Bytes[i] = (byte)at(z, y, x);
            else if (type == VoxelType.UInt16)
                volume.AsSpan<ushort>()[i] = (ushort)at(z, y, x);
            else
                volume.AsSpan<float>()[i] = at(z, y, x);
        return volume;
    }

    private static ForegroundMap Map(Func<int, int, int, int> at)
    {
        var values = new byte[Shape.Voxels];
        var i = 0;
        for (var z = 0; z < Shape.Z; z++)
        for (var y = 0; y < Shape.Y; y++)
        for (var x = 0; x < Shape.X; x++)
            values[i++] = (byte)at(z, y, x);
        return new ForegroundMap(Shape, 1, values);
    }

    private static ushort[] Paint(ForegroundMap map, Volume? volume, params TrackedCell[] cells) =>
        new MaskPainter(0.3)
            .Paint(
                new VolumeHeader
                {
                    Series = "s",
                    T = 0,
                    Shape = Shape,
                    Type = VoxelType.UInt16,
                    VoxelMicrometres = Voxel,
                },
                cells,
                [.. cells.Select(cell => cell.Track)],
                map,
                volume
            )
            .ToArray();

    private static ushort At(ushort[] mask, int z, int y, int x) => mask[(z * Shape.Y + y) * Shape.X + x];
}
