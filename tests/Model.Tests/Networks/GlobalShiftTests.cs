using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using TorchSharp;

namespace Cellect.Model.Tests.Networks;

public class GlobalShiftTests
{
    private static readonly VoxelGeometry Geometry = new(2, 0.5, 0.5);

    private static readonly (float Z, float Y, float X)[] Places =
    [
        (4, 22, 24),
        (6, 60, 30),
        (8, 35, 70),
        (5, 72, 74),
        (7, 48, 50),
        (9, 24, 52),
    ];

    [Theory]
    [InlineData(0, 9, 12)]
    [InlineData(2, -7, 10)]
    [InlineData(-1, 0, -15)]
    public void Between_SpecimenThatWasMoved_IsTheShift(int z, int y, int x) =>
        Assert.Equal((z, y, x), Between(Places.Select(p => (p.Z + z, p.Y + y, p.X + x))));

    [Fact]
    public void Between_SpecimenThatStays_IsNone() => Assert.Equal((0, 0, 0), Between(Places));

    [Fact]
    public void Between_CellsThatMoveEachOnItsOwn_IsNone() =>
        Assert.Equal((0, 0, 0), Between(Places.Select((p, i) => (p.Z, p.Y + 6 * (i % 3 - 1), p.X + 6 * (i / 2 - 1)))));

    [Fact]
    public void Between_TwoCells_IsNoSpecimen() =>
        Assert.Equal((0, 0, 0), Between(Places.Take(2).Select(p => (p.Z, p.Y + 9, p.X + 12)), Places[..2]));

    [Fact]
    public void Moved_Volume_IsTheSameElsewhereAndBackgroundWhereNothingWas()
    {
        using var volume = Volume([(5, 40, 40)]);
        using var moved = volume.Moved((1, -6, 9));
        using var expected = Volume([(6, 34, 49)]);
        var difference = (moved.Voxels - expected.Voxels).abs()[2.., ..80, 12..].max().ToSingle();
        Assert.True(difference < 0.2, $"{difference}");
        Assert.Equal(0, moved.Voxels[0].max().ToSingle());
    }

    private static (int, int, int) Between(IEnumerable<(float, float, float)> now, (float Z, float Y, float X)[]? before = null)
    {
        using var newest = Volume([.. now]);
        using var earlier = Volume(before ?? Places);
        var cells = (before ?? Places).Select(p => new Detection(p.Z, p.Y, p.X, 6, 0.9f, 0, 0, 0, 0)).ToArray();
        return GlobalShift.Between(newest, earlier, cells);
    }

    private static PreparedVolume Volume((float Z, float Y, float X)[] places)
    {
        const int depth = 14,
            height = 96,
            width = 97;
        var voxels = new ushort[depth * height * width];
        for (var i = 0; i < voxels.Length; i++)
        {
            voxels[i] = (ushort)(100 + i * 7919 % 13);
            var (z, y, x) = (i / (height * width), i / width % height, i % width);
            foreach (var p in places)
            {
                var distance = MathF.Sqrt(16 * (z - p.Z) * (z - p.Z) + (y - p.Y) * (y - p.Y) + (x - p.X) * (x - p.X));
                voxels[i] += (ushort)(400 / (1 + MathF.Exp((distance - 6) / 0.9f)));
            }
        }

        return PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(voxels, [depth, height, width]), Geometry);
    }
}
