using Cellect.Model.Networks;

namespace Cellect.Model.Tests.Networks;

public class NormalizationTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2000, 1)]
    [InlineData(100, 12.5)]
    public void Apply_AnyBaselineAndGain_GivesTheSameImage(int baseline, double gain)
    {
        var plain = Specimen(baseline: 100, gain: 4);
        var other = Specimen(baseline, gain);
        var expected = Normalized(plain);
        var actual = Normalized(other);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 0.06f);
    }

    [Fact]
    public void Apply_ExactZeroFill_IsBackground()
    {
        var voxels = Specimen(100, 4);
        Array.Clear(voxels, 0, voxels.Length / 5);
        Assert.Equal(
            Normalization.Of<ushort>(Specimen(100, 4)).Scale,
            Normalization.Of<ushort>(voxels).Scale,
            Normalization.Of<ushort>(voxels).Scale * 0.1
        );
        Assert.Equal(0, Normalized(voxels)[0]);
    }

    [Fact]
    public void Apply_NoiseAlone_StaysFaint()
    {
        var random = new Random(1);
        var voxels = Enumerable.Range(0, 50_000).Select(_ => (ushort)(200 + random.Next(20))).ToArray();
        Assert.True(Normalized(voxels).Average() < 0.5);
    }

    [Fact]
    public void Of_AllZeroOrConstant_IsFiniteAndMapsToZero()
    {
        Assert.All(Normalized(new ushort[1000]), v => Assert.Equal(0, v));
        Assert.All(Normalized(Enumerable.Repeat((ushort)500, 1000).ToArray()), v => Assert.Equal(0, v));
    }

    [Fact]
    public void Apply_FloatsThatAreNoNumbers_BecomeBackground()
    {
        float[] voxels = [.. Specimen(100, 4).Select(v => (float)v), float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        var result = new float[voxels.Length];
        Normalization.Of<float>(voxels).Apply<float>(voxels, result);
        Assert.All(result, v => Assert.True(float.IsFinite(v)));
        Assert.Equal(0, result[^3]);
    }

    [Fact]
    public void Of_CountsMislabelledAsFloats_DoesNotFail()
    {
        // Two uint16 counts read as one float are a denormal number: the range of the volume is almost nothing.
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            var counts = Enumerable.Range(0, 4000).Select(_ => (ushort)random.Next(95, 1100)).ToArray();
            var voxels = System.Runtime.InteropServices.MemoryMarshal.Cast<ushort, float>(counts).ToArray();
            var result = new float[voxels.Length];
            Normalization.Of<float>(voxels).Apply<float>(voxels, result);
            Assert.All(result, v => Assert.True(float.IsFinite(v)));
        }
    }

    [Fact]
    public void Of_OneHotVoxel_DoesNotFlattenTheCells()
    {
        var voxels = Specimen(100, 4).Select(v => (float)v).ToArray();
        var without = Normalization.Of<float>(voxels);
        voxels[17] = 1e9f;
        Assert.Equal(without.Scale, Normalization.Of<float>(voxels).Scale, 0.1f * without.Scale);
    }

    private static float[] Normalized(ushort[] voxels)
    {
        var result = new float[voxels.Length];
        Normalization.Of<ushort>(voxels).Apply<ushort>(voxels, result);
        return result;
    }

    /// <summary>Background with noise, one voxel in fifty bright.</summary>
    private static ushort[] Specimen(int baseline, double gain)
    {
        var random = new Random(7);
        var voxels = new ushort[50_000];
        for (var i = 0; i < voxels.Length; i++)
        {
            var photons = 20 + random.Next(8) + (i % 50 == 0 ? 150 + random.Next(50) : 0);
            voxels[i] = (ushort)(baseline + gain * photons);
        }

        return voxels;
    }
}
