using Cellect.Benchmarks.Accuracy.Specimens;

namespace Cellect.Live.Tests.Accuracy;

public sealed class DensePlacementTests
{
    private const double LeastDistance = 5;

    [Fact]
    public void Fill_RoomForAll_KeepsTheRealTracksAndAddsTheCopies()
    {
        var real = Tracks();
        var all = DensePlacement.Fill(real, 4, LeastDistance, 1);
        Assert.Equal(real, all.Take(real.Count));
        Assert.Equal(5 * real.Count, all.Count);
    }

    [Fact]
    public void Fill_Copies_KeepTheirDistanceAndStayInTheBox()
    {
        var all = DensePlacement.Fill(Tracks(), 4, LeastDistance, 1);
        foreach (var (i, a) in all.Index())
        foreach (var b in all.Skip(i + 1))
            for (var t = Math.Max(a.First, b.First); t <= Math.Min(a.Last, b.Last); t++)
                Assert.True(Distance(a.Places[t - a.First], b.Places[t - b.First]) >= LeastDistance);
        foreach (var place in all.SelectMany(path => path.Places))
            Assert.True(
                place is { Z: >= -1e-9 and <= 20 + 1e-9, Y: >= -1e-9 and <= 100 + 1e-9, X: >= -1e-9 and <= 100 + 1e-9 },
                $"{place}"
            );
    }

    [Fact]
    public void Fill_Copies_MoveAsTheRealTracksDo()
    {
        var real = Tracks();
        var steps = real.Select(Steps).ToList();
        foreach (var copy in DensePlacement.Fill(real, 2, LeastDistance, 7).Skip(real.Count))
            Assert.Contains(steps, own => Same(own, Steps(copy)) || Same(own, [.. Steps(copy).Reverse()]));
    }

    [Fact]
    public void Fill_NoRoom_LeavesCopiesOut()
    {
        CellPath[] real = [new(0, [(0, 0, 0)]), new(0, [(0, 0, 1)])];
        Assert.Equal(2, DensePlacement.Fill(real, 3, LeastDistance, 1).Count);
    }

    [Fact]
    public void Fill_SameSeed_SamePlaces() =>
        Assert.Equal(
            DensePlacement.Fill(Tracks(), 2, LeastDistance, 3).SelectMany(path => path.Places),
            DensePlacement.Fill(Tracks(), 2, LeastDistance, 3).SelectMany(path => path.Places)
        );

    private static List<CellPath> Tracks() =>
        [
            new(0, [(0, 0, 0), (1, 3, 1), (2, 5, 4)]),
            new(1, [(20, 100, 100), (19, 98, 95)]),
            new(0, [(10, 50, 50), (11, 52, 50), (10, 52, 53), (12, 50, 50)]),
        ];

    private static double[] Steps(CellPath path) => [.. path.Places.Zip(path.Places.Skip(1), Distance)];

    private static bool Same(double[] a, double[] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);

    private static double Distance((double Z, double Y, double X) a, (double Z, double Y, double X) b) =>
        Math.Sqrt(((a.Z - b.Z) * (a.Z - b.Z)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.X - b.X) * (a.X - b.X)));
}
