using Cellect.Model.Networks.Live;
using TorchSharp;

namespace Cellect.Model.Tests.Networks;

public class PeakFinderTests
{
    [Fact]
    public void Find_HillsBetweenVoxels_ArePlacedToAFractionOfAVoxel()
    {
        (float Z, float Y, float X)[] hills = [(4.3f, 10.2f, 8.6f), (7, 20.5f, 25.4f)];
        using var map = torch.zeros([12, 32, 32]);
        for (var z = 0; z < 12; z++)
        for (var y = 0; y < 32; y++)
        for (var x = 0; x < 32; x++)
            map[z, y, x] = hills.Max(h => MathF.Exp(-((z - h.Z) * (z - h.Z) + (y - h.Y) * (y - h.Y) + (x - h.X) * (x - h.X)) / 8));
        var peaks = PeakFinder.Find(map, 0.5f);
        Assert.Equal(2, peaks.Count);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(hills[i].Z, peaks[i].Z, 0.1f);
            Assert.Equal(hills[i].Y, peaks[i].Y, 0.1f);
            Assert.Equal(hills[i].X, peaks[i].X, 0.1f);
        }
    }

    [Fact]
    public void Find_NothingAboveTheScore_IsEmpty()
    {
        using var map = torch.full([4, 8, 8], 0.3f);
        Assert.Empty(PeakFinder.Find(map, 0.5f));
    }
}
