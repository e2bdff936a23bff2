using Cellect.Stream.Simulation;

namespace Cellect.Stream.Tests.Simulation;

public class SignalSceneTests
{
    private const double Radius = 5;

    [Fact]
    public void Neurons_BrightenAsTheTruthSays_WhileTheySwayBySeveralRadii()
    {
        var specimen = new SimulatedSpecimen(SceneParameters.Neurons.With("frames=120&photons=2000&fading=0"), 3);
        var (truth, seen, places) = (new List<double>(), new List<double>(), new Dictionary<int, List<Vec3>>());
        var rest = new Dictionary<int, double>();
        for (var t = 0; t < 60; t++)
        {
            var frame = specimen.Next();
            Assert.Equal(90, frame.Cells.Count);
            foreach (var cell in frame.Cells)
            {
                var place = new Vec3(3 * cell.Node.Z, cell.Node.Y, cell.Node.X);
                if (!places.TryGetValue(cell.Cell, out var way))
                    places.Add(cell.Cell, way = []);
                way.Add(place);
                var value = MeanAround(frame.Voxels, cell) - 100;
                if (cell.Relative < 0.01)
                    rest.TryAdd(cell.Cell, value);
                if (!rest.TryGetValue(cell.Cell, out var dark))
                    continue;
                truth.Add(1 + cell.Relative);
                seen.Add(value / dark);
            }
        }

        Assert.True(Correlation(truth, seen) > 0.9, $"{Correlation(truth, seen)}");
        Assert.True(places.Values.Average(way => way.Max(p => (p - way[0]).Length)) > 2 * Radius);
        // Not as one: the distance of two cells changes by a good part of a radius.
        var (a, b) = (places.First().Value, places.Last().Value);
        var apart = a.Zip(b, (p, q) => (p - q).Length).ToArray();
        Assert.True(apart.Max() - apart.Min() > 0.5 * Radius, $"{apart.Max() - apart.Min()}");
    }

    [Fact]
    public void Neurons_ThatFade_AreGoneAndDoNotComeBack()
    {
        var specimen = new SimulatedSpecimen(SceneParameters.Neurons.With("frames=40&y=64&x=64&cells=20&fading=1"), 1);
        var counts = Enumerable.Range(0, 70).Select(_ => specimen.Next().Cells.Count).ToArray();
        Assert.Equal(20, counts[0]);
        Assert.Equal(counts.OrderDescending(), counts);
        Assert.Equal(0, counts[^1]);
    }

    [Fact]
    public void Spikes_RaiseTheTruthBySoMuch_AndItDecays()
    {
        var specimen = new SimulatedSpecimen(SceneParameters.Neurons.With("frames=10&y=64&x=64&cells=20"), 1);
        var before = new Dictionary<int, float>();
        var fired = 0;
        for (var t = 0; t < 60; t++)
            foreach (var cell in specimen.Next().Cells)
            {
                if (before.TryGetValue(cell.Cell, out var last))
                    Assert.Equal((last * Math.Exp(-1 / 5.0)) + (cell.Fires ? 0.8 : 0), cell.Relative, 1e-3);
                before[cell.Cell] = cell.Relative;
                fired += cell.Fires ? 1 : 0;
            }

        Assert.InRange(fired, 10, 90);
    }

    [Fact]
    public void Tcells_OneInFiveIsRed_AndTheRedAloneShineInChannelOne()
    {
        var specimen = new SimulatedSpecimen(SceneParameters.Tcells.With("photons=2000"), 2);
        var frame = specimen.Next();
        Assert.InRange(frame.Cells.Count(cell => cell.IsRed) / (double)frame.Cells.Count, 0.12, 0.28);
        var red = frame.Cells.Where(cell => cell.IsRed).Average(cell => MeanAround(frame.Beside!, cell));
        var other = frame.Cells.Where(cell => !cell.IsRed).Average(cell => MeanAround(frame.Beside!, cell));
        Assert.True(red > 3 * other, $"{red} {other}");
        var isRed = frame.Cells.ToDictionary(cell => cell.Cell, cell => cell.IsRed);
        foreach (var cell in specimen.Next().Cells)
            if (isRed.TryGetValue(cell.Cell, out var was))
                Assert.Equal(was, cell.IsRed);

        double MeanAround(ushort[] voxels, SimulatedCell cell) => voxels[Index(cell, 176)];
    }

    private static double MeanAround(ushort[] voxels, SimulatedCell cell)
    {
        var (sum, at) = (0.0, Index(cell, 144));
        foreach (var step in new[] { -145, -144, -143, -1, 0, 1, 143, 144, 145 })
            sum += voxels[at + step];
        return sum / 9;
    }

    private static int Index(SimulatedCell cell, int edge) =>
        (((int)MathF.Round(cell.Node.Z) * edge) + (int)MathF.Round(cell.Node.Y)) * edge + (int)MathF.Round(cell.Node.X);

    private static double Correlation(List<double> a, List<double> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Count; i++)
            (ab, aa, bb) = (
                ab + ((a[i] - meanA) * (b[i] - meanB)),
                aa + ((a[i] - meanA) * (a[i] - meanA)),
                bb + ((b[i] - meanB) * (b[i] - meanB))
            );
        return ab / Math.Sqrt(aa * bb);
    }
}
