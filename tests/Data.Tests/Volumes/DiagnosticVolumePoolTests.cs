using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Data.Tests.Volumes;

public class DiagnosticVolumePoolTests
{
    [Fact]
    public void Dispose_VolumeOut_Throws()
    {
        var pool = new DiagnosticVolumePool();
        var volume = pool.Rent(TestVolumes.Header("s", 0, new VolumeShape(1, 2, 3)));
        var lease = volume.Lease();
        volume.Dispose();
        volume.Dispose();
        Assert.Throws<InvalidOperationException>(pool.Dispose);
        lease.Dispose();
        pool.Dispose();
        Assert.Equal(0, pool.Lent);
    }
}
