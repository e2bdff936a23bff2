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
        var frame = new NetworkScale(detector).Detect(volume, null);
        Assert.Equal(scale, frame.Scale, 0.05f * scale);
        Assert.All(frame.Cells, c => Assert.Equal(radius, c.Radius));
    }

    [Fact]
    public void Detect_CellsThatShrink_ChangesTheScaleAfterThreeFramesInSuccession()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale(detector);
        for (var t = 0; t < 3; t++)
            scale.Detect(volume, volume);
        detector.Radius = 7;
        var seen = Enumerable.Range(0, 5).Select(_ => scale.Detect(volume, volume).Scale).ToArray();
        Assert.Equal([2, 2, 2, 1.414f, 1.414f], seen, (a, b) => MathF.Abs(a - b) < 0.05f);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 2.83f)]
    public void Detect_CellsThatAreLongInZ_JoinsSlicesUntilTheyAreRound(int steps, float slices)
    {
        using var detector = new KnowingDetector { Radius = 5, Length = steps };
        using var volume = PreparedVolume.From(
            new ReadOnlyTensorSpan<ushort>(new ushort[64 * 64 * 64], [64, 64, 64]),
            new VoxelGeometry(1, 1, 1)
        );
        new NetworkScale(detector).Detect(volume, null);
        Assert.Equal(slices, detector.Slices, 0.1f);
    }

    [Fact]
    public void Resume_AScaleThatWasSettled_IsTakenWithoutLookingAtOthers()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var before = new NetworkScale(detector);
        for (var t = 0; t < 3; t++)
            before.Detect(volume, volume);
        var after = new NetworkScale(detector);
        after.Resume(before.Settled!.Value);
        detector.Calls = 0;
        Assert.Equal(2, after.Detect(volume, null).Scale, 0.05f);
        Assert.Equal(1, detector.Calls);
    }

    [Fact]
    public void Resume_AScaleThatIsNone_LeavesItToBeFound()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        var scale = new NetworkScale(detector);
        scale.Resume(new Sampling(99, 0));
        Assert.Null(scale.Settled);
    }

    [Fact]
    public void Detect_TheSameVolumeTurned_IsSeenAtTheSameScale()
    {
        var scales = new List<float>();
        foreach (var corner in new[] { 0, 127, 127 * 128, 128 * 128 - 1 })
        {
            var voxels = new ushort[8 * 128 * 128];
            for (var z = 0; z < 8; z++)
                voxels[z * 128 * 128 + corner] = 1000;
            using var detector = new KnowingDetector { Radius = 7, SureInTheFirstCorner = 0.03f };
            using var volume = PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(voxels, [8, 128, 128]), new VoxelGeometry(2, 1, 1));
            scales.Add(new NetworkScale(detector).Detect(volume, null).Scale);
        }

        Assert.Single(scales.Distinct());
    }

    [Fact]
    public void Detect_OneOddFrame_KeepsTheScale()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale(detector);
        foreach (var radius in new[] { 10f, 5, 10, 5, 5, 10 })
        {
            detector.Radius = radius;
            Assert.Equal(2, scale.Detect(volume, volume).Scale, 0.05f);
        }
    }

    [Fact]
    public void Detect_EmptyVolumes_SearchesLessAndLessOften()
    {
        using var detector = new KnowingDetector { Cells = 0 };
        using var volume = Volume();
        var scale = new NetworkScale(detector);
        var calls = new List<int>();
        for (var t = 0; t < 8; t++)
        {
            detector.Calls = 0;
            scale.Detect(volume, volume);
            calls.Add(detector.Calls);
        }

        Assert.Equal([0, 2, 6], calls.Index().Where(c => c.Item > 1).Select(c => c.Index));
        (detector.Cells, detector.Radius) = (20, 10);
        for (var t = 8; t < 15; t++)
            scale.Detect(volume, volume);
        Assert.Equal(2, scale.Detect(volume, volume).Scale, 0.05f);
    }

    [Fact]
    public void Detect_DoubtfulDetectionsBesideSureOnes_DoNotChangeTheChoice()
    {
        using var detector = new KnowingDetector { Radius = 10, Doubtful = 60 };
        using var volume = Volume();
        Assert.Equal(2, new NetworkScale(detector).Detect(volume, null).Scale, 0.05f);
    }

    [Fact]
    public void Detect_CellsSmallerThanLearned_AreSeenFinerThanWhereTheNetworkIsSurest()
    {
        // Surest in columns twice as wide, where cells have a radius of 3.3.
        using var detector = new KnowingDetector { Radius = 6.6f, Likes = 3.3f };
        using var volume = Volume();
        Assert.Equal(1.414f, new NetworkScale(detector).Detect(volume, null).Scale, 0.05f);
    }

    [Fact]
    public void Detect_CellsThatBecomeSmallerThanLearned_ChangesTheScaleBeforeTheyHaveShrunkByAQuarter()
    {
        using var detector = new KnowingDetector
        {
            Radius = 5.09f,
            Likes = 2.5f,
            Insists = 0.055f,
        };
        using var volume = Volume();
        var scale = new NetworkScale(detector);
        for (var t = 0; t < 3; t++)
            Assert.Equal(1.414f, scale.Detect(volume, volume).Scale, 0.05f);
        detector.Radius = 4.7f;
        var seen = Enumerable.Range(0, 4).Select(_ => scale.Detect(volume, volume).Scale).ToArray();
        Assert.Equal([1.414f, 1.414f, 1.414f, 1], seen, (a, b) => MathF.Abs(a - b) < 0.05f);
    }

    [Fact]
    public void Reset_AnotherSeries_IsChosenAnew()
    {
        using var detector = new KnowingDetector { Radius = 10 };
        using var volume = Volume();
        var scale = new NetworkScale(detector);
        scale.Detect(volume, null);
        scale.Reset();
        detector.Radius = 5;
        Assert.Equal(1, scale.Detect(volume, null).Scale);
    }

    private static PreparedVolume Volume() =>
        PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(new ushort[8 * 128 * 128], [8, 128, 128]), new VoxelGeometry(2, 1, 1));

    /// <summary>Finds cells of one radius, and is the surer the nearer that comes to what it likes.</summary>
    private sealed class KnowingDetector : IDetector
    {
        /// <summary>Radius that it is surest of, in the columns it is shown.</summary>
        public float Likes { get; set; } = 5;

        /// <summary>What an octave off costs in score.</summary>
        public float Insists { get; set; } = 0.03f;

        public float Radius { get; set; } = 5;

        public int Cells { get; set; } = 20;

        /// <summary>Doubtful cells that it finds the more of the coarser the columns are, and is surer of.</summary>
        public int Doubtful { get; set; }

        /// <summary>Steps of the square root of two by which cells are longer in z than they should be.</summary>
        public int Length { get; set; }

        /// <summary>How much surer of wide columns it is where the first corner is lit: a network is not the same whichever way a volume
        /// lies.</summary>
        public float SureInTheFirstCorner { get; set; }

        public int Calls { get; set; }

        /// <summary>Slices that were joined to one in the last call.</summary>
        public float Slices { get; private set; }

        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
        {
            Calls++;
            Slices = volume.Factor.Z;
            var score =
                0.97f
                - Insists * MathF.Abs(MathF.Log2(Radius / volume.Factor.X / Likes))
                - 0.02f * MathF.Abs(Length - 2 * MathF.Log2(volume.Factor.Z));
            if (volume.Voxels[0, 0, 0].item<Half>() > (Half)0.5f)
                score += SureInTheFirstCorner * MathF.Log2(volume.Factor.X);
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
