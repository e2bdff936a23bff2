using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Stream.Tests.Simulation;

public class SimulatedVolumeSourceTests
{
    private const string Spec = "lymphnode?z=6&y=32&x=30&cells=12&frames=3&um=0.4&anisotropy=3&interval=20";

    [Fact]
    public void Read_AllFrames_DeliversTheSpecimenWithItsGeometryAndTruth()
    {
        using var source = SimulatedVolumeSource.Open(Spec + "&seed=4");
        var pool = new VolumePool();
        var (scene, seed) = SceneName.Parse(Spec + "&seed=4");
        var expected = new SimulatedSpecimen(scene, seed);
        var truth = 0;
        var t = 0;
        foreach (var volume in source.Read("s", pool, TestContext.Current.CancellationToken))
        {
            var frame = expected.Next();
            Assert.Equal(t++, volume.Header.T);
            Assert.Equal(new VolumeShape(6, 32, 30), volume.Header.Shape);
            Assert.Equal(3, volume.Header.VoxelMicrometres.Anisotropy, 1e-9);
            Assert.Equal(frame.Voxels, volume.AsSpan<ushort>().ToArray());
            truth += frame.Cells.Count;
            Assert.Equal(truth, source.Truth.Count);
            volume.Dispose();
        }

        Assert.Equal(3, t);
        Assert.Equal(TimeSpan.FromSeconds(20), source.Interval);
        Assert.Equal(0, pool.Lent);
    }

    [Fact]
    public void Read_EightBitScene_DeliversBytes()
    {
        using var source = SimulatedVolumeSource.Open(Spec + "&maxcounts=255&gain=1&offset=10");
        Assert.Equal(VoxelType.UInt8, source.Type);
        using var volume = source.Read("s", new VolumePool(), TestContext.Current.CancellationToken).First();
        var voxels = volume.AsSpan<byte>();
        Assert.Equal(6 * 32 * 30, voxels.Length);
        Assert.True(voxels.ToArray().Max() > 30);
    }

    [Fact]
    public void Read_Twice_IsRefused()
    {
        using var source = SimulatedVolumeSource.Open(Spec);
        using var first = source.Read("s", new VolumePool(), TestContext.Current.CancellationToken).First();
        Assert.Throws<InvalidOperationException>(() => source.Read("s", new VolumePool(), TestContext.Current.CancellationToken).First());
    }
}
