using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Model.Tests.Networks;

/// <summary>The choice of scale with a detector whose sureness is known.</summary>
public class NetworkScaleTests
{
    [Theory]
    [InlineData(3.5, 0.707)]
    [InlineData(5, 1)]
    [InlineData(10, 2)]
    [InlineData(20, 4)]
    public void Detect_FirstVolume_IsSeenWhereTheNetworkIsSurest(float radius, float scale)
    {
        using var detector = new KnowingDetector { Radius = radius };
        using var volume = Volume();
        var frame = new NetworkScale().Detect(detector, volume, null);
        Assert.Equal(scale, frame.Scale, 0.05f * scale);
        Assert.All(frame.Cells, c => Assert.Equal(radius, c.Radius));
    }

    [Fact]
    public void Detect_CellsThatShrink_ChangesTheScaleInTheThirdFrameInSuccession()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale();
        scale.Detect(detector, volume, null);
        detector.Radius = 7;
        var seen = Enumerable.Range(0, 4).Select(_ => scale.Detect(detector, volume, volume).Scale).ToArray();
        Assert.Equal([2, 2, 1.414f, 1.414f], seen, (a, b) => MathF.Abs(a - b) < 0.05f);
    }

    [Fact]
    public void Detect_OneOddFrame_KeepsTheScale()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale();
        foreach (var radius in new[] { 10f, 5, 10, 5, 5, 10 })
        {
            detector.Radius = radius;
            Assert.Equal(2, scale.Detect(detector, volume, volume).Scale, 0.05f);
        }
    }

    [Fact]
    public void Detect_EmptyVolumes_SearchesLessAndLessOften()
    {
        using var detector = new KnowingDetector { Cells = 0 };
        using var volume = Volume();
        var scale = new NetworkScale();
        var calls = new List<int>();
        for (var t = 0; t < 8; t++)
        {
            detector.Calls = 0;
            scale.Detect(detector, volume, volume);
            calls.Add(detector.Calls);
        }

        Assert.Equal([0, 2, 6], calls.Index().Where(c => c.Item > 1).Select(c => c.Index));
        (detector.Cells, detector.Radius) = (20, 10);
        for (var t = 8; t < 15; t++)
            scale.Detect(detector, volume, volume);
        Assert.Equal(2, scale.Detect(detector, volume, volume).Scale, 0.05f);
    }

    [Fact]
    public void Detect_DoubtfulDetectionsBesideSureOnes_DoNotChangeTheChoice()
    {
        using var detector = new KnowingDetector { Radius = 10, Doubtful = 60 };
        using var volume = Volume();
        Assert.Equal(2, new NetworkScale().Detect(detector, volume, null).Scale, 0.05f);
    }

    [Fact]
    public void Reset_AnotherSeries_IsChosenAnew()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale();
        scale.Detect(detector, volume, null);
        scale.Reset();
        detector.Radius = 5;
        Assert.Equal(1, scale.Detect(detector, volume, null).Scale);
    }

    private static PreparedVolume Volume() =>
        PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(new ushort[8 * 128 * 128], [8, 128, 128]), new VoxelGeometry(2, 1, 1));

    /// <summary>Finds cells of one radius, and is the surer the nearer that comes to five of the columns it is shown.</summary>
    private sealed class KnowingDetector : IDetector
    {
        public float Radius { get; set; } = 5;

        public int Cells { get; set; } = 20;

        /// <summary>Doubtful cells that it finds the more of the coarser the columns are, and is surer of.</summary>
        public int Doubtful { get; set; }

        public int Calls { get; set; }

        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
        {
            Calls++;
            var score = 0.97f - 0.03f * MathF.Abs(MathF.Log2(Radius / volume.Factor.X / 5));
            var cells = Enumerable.Range(0, Cells).Select(i => new Detection(4, 5 * i, 5 * i, Radius, score, 0, 0, 0, 0)).ToArray();
            var scale = volume.Factor.X;
            cells =
            [
                .. cells,
                .. Enumerable
                    .Range(0, (int)(Doubtful * scale))
                    .Select(i => new Detection(4, i, 0, Radius, Math.Min(0.5f + 0.04f * scale, 0.8f), 0, 0, 0, 0)),
            ];
            return new DetectedFrame(cells, [], volume.Geometry, null) { Scale = volume.Factor.X };
        }

        public void Dispose() { }
    }
}
