using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;
using CsCheck;

namespace Cellect.Live.Tests.Record;

public class MaskPainterTests
{
    private static readonly VolumeHeader Header = FakeSeries.Header();
    private readonly MaskPainter _painter = new(0.5);

    [Fact]
    [Trait("Speed", "Slow")]
    public void Paint_AnyCells_EqualsNearestCentreByFullSearch() =>
        Gen.Int[0, int.MaxValue]
            .Sample(
                seed =>
                {
                    foreach (var frame in FakeSeries.Frames(seed, frames: 3, withMap: false))
                        AssertNearest(frame, Paint(frame.Cells));
                },
                iter: 100,
                threads: 1
            );

    [Fact]
    public void Paint_CellsInOneVoxel_EachHasAVoxel()
    {
        TrackedCell[] cells = [.. Enumerable.Range(1, 20).Select(track => FakeSeries.Cell(track, radius: 0))];
        Assert.Equal(20, Paint(cells).Distinct().Count(label => label != 0));
    }

    [Fact]
    public void Paint_Sphere_IsRoundInMicrometresNotInVoxels()
    {
        // Radius 4 voxels of 0.5 µm is 2 µm, one slice of 2 µm.
        var mask = Paint([FakeSeries.Cell(1, z: 2, y: 10, x: 10, radius: 4)]);
        Assert.Equal(1, At(mask, 2, 10, 14));
        Assert.Equal(0, At(mask, 2, 10, 15));
        Assert.Equal(1, At(mask, 3, 10, 10));
        Assert.Equal(0, At(mask, 3, 10, 11));
        Assert.Equal(0, At(mask, 4, 10, 10));
    }

    [Fact]
    public void Paint_NoForeground_KeepsTheCentreAlone()
    {
        var empty = new ForegroundMap(new VolumeShape(5, 6, 7), 4, new byte[5 * 6 * 7]);
        Assert.Equal(1, Paint([FakeSeries.Cell(1)], empty).Count(label => label != 0));
    }

    [Theory]
    [InlineData(255)]
    [InlineData(60)]
    public void Paint_CellOfAnyForeground_EndsAtItsOwnLevel(byte foreground)
    {
        // Half of the way down lies 6 columns off, well beyond the radius that was estimated.
        var map = Map((z, y, x) => z == 2 && Math.Abs(y - 11.5) <= 6 && Math.Abs(x - 13.5) <= 6 ? foreground : 0);
        var mask = Paint([FakeSeries.Cell(1, z: 2, y: 11.5f, x: 13.5f, radius: 5)], map);
        Assert.Equal(1, At(mask, 2, 11, 13));
        Assert.Equal(1, At(mask, 2, 11, 18));
        Assert.Equal(0, At(mask, 2, 11, 23));
        Assert.Equal(0, At(mask, 1, 11, 13));
    }

    [Fact]
    public void Paint_CellsThatTouch_PartWhereItIsDarkest()
    {
        // The valley lies at column 10, nearer to the second cell than to the first.
        var map = Map(
            (z, y, x) =>
                z != 2 || Math.Abs(y - 11.5) > 4 || x is < 3 or > 17 ? 0
                : x is > 9 and < 12 ? 150
                : 250
        );
        var mask = Paint([FakeSeries.Cell(1, z: 2, y: 11.5f, x: 5, radius: 7), FakeSeries.Cell(2, z: 2, y: 11.5f, x: 14, radius: 7)], map);
        Assert.Equal(1, At(mask, 2, 11, 9));
        Assert.Equal(2, At(mask, 2, 11, 12));
    }

    [Fact]
    public void Paint_AnyMap_IsOnePieceForEachCellAndWithinReach() =>
        Gen.Int[0, int.MaxValue]
            .Sample(
                seed =>
                {
                    foreach (var frame in FakeSeries.Frames(seed, frames: 2, withMap: true))
                    {
                        var mask = Paint(frame.Cells, frame.Foreground);
                        for (var i = 0; i < mask.Length; i++)
                            if (mask[i] != 0 && Distance(frame.Cells[mask[i] - 1], i / (28 * 24), i / 28 % 24, i % 28) is var distance)
                                Assert.True(
                                    distance <= 1.6 * frame.Cells[mask[i] - 1].Radius * 0.5
                                        || IsSeed(frame.Cells[mask[i] - 1], i / (28 * 24), i / 28 % 24, i % 28)
                                );
                    }
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public void Paint_NextFrame_ForgetsTheOneBefore()
    {
        Paint([FakeSeries.Cell(1), FakeSeries.Cell(2, z: 2, y: 10, x: 10)]);
        Assert.Equal(new ushort[] { 0, 3 }, Paint([FakeSeries.Cell(3, z: 0, y: 3, x: 3, radius: 1)]).Distinct().Order());
    }

    [Theory]
    [InlineData(float.NaN, 10, 10, 3)]
    [InlineData(-1e9f, 10, 10, 3)]
    [InlineData(2, 1e9f, 10, 3)]
    [InlineData(2, 10, 10, float.NaN)]
    [InlineData(2, 10, 10, -5)]
    [InlineData(2, 10, 10, 1e30f)]
    public void Paint_StrangeNumbers_StillMarksTheCell(float z, float y, float x, float radius)
    {
        Assert.Contains((ushort)1, Paint([FakeSeries.Cell(1, -1, z, y, x, radius)]));
        Assert.DoesNotContain((ushort)1, Paint([FakeSeries.Cell(2)]));
    }

    [Fact]
    public void Paint_MapOfWrongShape_ThrowsWithTheShapeNeeded()
    {
        var wrong = new ForegroundMap(new VolumeShape(5, 6, 6), 4, new byte[5 * 6 * 6]);
        Assert.Contains("5x6x7", Assert.Throws<ArgumentException>(() => Paint([FakeSeries.Cell(1)], wrong)).Message);
    }

    private static void AssertNearest(TrackedFrame frame, ushort[] mask)
    {
        for (var z = 0; z < Header.Shape.Z; z++)
        for (var y = 0; y < Header.Shape.Y; y++)
        for (var x = 0; x < Header.Shape.X; x++)
        {
            var (label, cells) = (At(mask, z, y, x), frame.Cells);
            var inReach = cells.Where(cell => Distance(cell, z, y, x) <= cell.Radius * 0.5);
            var nearest = inReach.Any() ? inReach.Min(cell => Distance(cell, z, y, x)) : double.NaN;
            if (label != 0 && Distance(cells[label - 1], z, y, x) != nearest)
                Assert.True(IsSeed(cells[label - 1], z, y, x), $"voxel {z},{y},{x} belongs to {label}, which is neither nearest nor there");
            if (label == 0)
                Assert.True(double.IsNaN(nearest), $"voxel {z},{y},{x} is empty, a centre is {nearest} µm away");
        }
    }

    // A seed is at the centre, or a few voxels off where several centres coincide.
    private static bool IsSeed(TrackedCell cell, int z, int y, int x) =>
        Math.Max(
            Math.Abs(z - Math.Clamp(cell.Z, 0, 4)),
            Math.Max(Math.Abs(y - Math.Clamp(cell.Y, 0, 23)), Math.Abs(x - Math.Clamp(cell.X, 0, 27)))
        ) <= 1.5;

    private static double Distance(TrackedCell cell, int z, int y, int x)
    {
        var (dz, dy, dx) = ((z - cell.Z) * 2.0, (y - cell.Y) * 0.5, (x - cell.X) * 0.5);
        return Math.Sqrt((dz * dz) + (dy * dy) + (dx * dx));
    }

    private static ForegroundMap Map(Func<int, int, int, int> at)
    {
        var values = new byte[5 * 24 * 28];
        for (var z = 0; z < 5; z++)
        for (var y = 0; y < 24; y++)
        for (var x = 0; x < 28; x++)
            values[(z * 24 + y) * 28 + x] = (byte)at(z, y, x);
        return new ForegroundMap(new VolumeShape(5, 24, 28), 1, values);
    }

    private ushort[] Paint(IReadOnlyList<TrackedCell> cells, ForegroundMap? map = null)
    {
        // The label is the place in the list, so that a voxel leads back to its cell.
        int[] labels = [.. cells.Select((cell, i) => cells.Count == 1 ? cell.Track : i + 1)];
        return _painter.Paint(Header, cells, labels, map).ToArray();
    }

    private static ushort At(ushort[] mask, int z, int y, int x) => mask[(((z * Header.Shape.Y) + y) * Header.Shape.X) + x];
}
