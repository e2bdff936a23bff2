using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Assembly;

public sealed class VolumeAssemblerTests : IDisposable
{
    private static readonly VolumeShape Shape = new(3, 2, 2);
    private readonly DiagnosticVolumePool _pool = new();
    private readonly FakeTimeProvider _time = new();
    private VolumeAssembler _assembler;

    public VolumeAssemblerTests() => _assembler = Assembler();

    public void Dispose()
    {
        _assembler.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public void SetPlane_LastPlane_GivesTheVolumeWithTheLatestClocks()
    {
        Plane(t: 0, z: 2, exposure: 30);
        Plane(t: 0, z: 0, exposure: 10);
        Assert.False(_assembler.TryTake(out _));
        Plane(t: 0, z: 1, exposure: 20);

        using var volume = Take(t: 0);
        Assert.Equal(Pixels(0), volume.Bytes.ToArray());
        Assert.Equal(30, volume.Header.ExposureEndNs);
        Assert.Equal(_time.UtcNanoseconds(), volume.Header.AssembledNs);
        Assert.False(volume.Header.Incomplete);
    }

    [Fact]
    public void CheckTimeouts_SilentVolume_IsDiscarded()
    {
        Plane(t: 0, z: 0);
        _time.Advance(TimeSpan.FromSeconds(4));
        Plane(t: 0, z: 1);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        _assembler.CheckTimeouts();
        Assert.False(_assembler.TryTake(out _));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        _assembler.CheckTimeouts();

        Assert.True(_assembler.TryTake(out var assembled));
        Assert.Equal(new Assembled(null, 0, 0, 1, 3), assembled);
        Assert.Equal(Admission.Late, _assembler.AdmitPlane(Header(0), 2, out _));
    }

    [Fact]
    public void CheckTimeouts_MarkIncomplete_ShowsZerosNeverAnEarlierVolume()
    {
        _assembler = Assembler(IncompletePolicy.MarkIncomplete);
        Plane(t: 0, z: 0);
        Plane(t: 0, z: 2);
        _time.Advance(TimeSpan.FromSeconds(5));
        _assembler.CheckTimeouts();

        using var volume = Take(t: 0);
        Assert.True(volume.Header.Incomplete);
        Assert.Equal(Pixels(0)[..8], volume.Bytes[..8].ToArray());
        Assert.Equal(new byte[8], volume.Bytes[8..16].ToArray());
        Assert.Equal(Pixels(0)[16..], volume.Bytes[16..].ToArray());
    }

    [Fact]
    public void CheckTimeouts_NoGoodPlane_IsDiscardedWhateverThePolicy()
    {
        _assembler = Assembler(IncompletePolicy.MarkIncomplete);
        Assert.Equal(Admission.Wanted, _assembler.AdmitPlane(Header(0), 0, out _));
        _assembler.Finish();

        Assert.True(_assembler.TryTake(out var assembled));
        Assert.Null(assembled.Volume);
        Assert.Equal(3, assembled.MissingPlanes);
    }

    [Fact]
    public void Add_WhileAnEarlierIsOpen_WaitsForIt()
    {
        Plane(t: 0, z: 0);
        Add(t: 1);
        Assert.False(_assembler.TryTake(out _));
        Assert.Equal(Admission.Duplicate, _assembler.AdmitVolume(1, 0));
        Plane(t: 0, z: 1);
        Plane(t: 0, z: 2);

        Take(t: 0).Dispose();
        Take(t: 1).Dispose();
    }

    [Fact]
    public void Add_OtherChannel_DoesNotWait()
    {
        Plane(t: 0, z: 0);
        Add(t: 1, c: 1);

        Take(t: 1).Dispose();
    }

    [Fact]
    public void Add_AfterALaterOne_IsLate()
    {
        Add(t: 5);
        Take(t: 5).Dispose();

        Assert.Equal(Admission.Late, _assembler.AdmitVolume(4, 0));
        Assert.Equal(Admission.Late, _assembler.AdmitVolume(5, 0));
        Assert.Equal(Admission.Wanted, _assembler.AdmitVolume(4, 1));
    }

    [Fact]
    public void Add_WholeVolumeAfterSomePlanes_ReplacesThem()
    {
        Plane(t: 0, z: 0);
        Add(t: 0);

        using var volume = Take(t: 0);
        Assert.Equal(Pixels(0), volume.Bytes.ToArray());
        Assert.Equal(0, _assembler.Open);
    }

    [Fact]
    public void AdmitPlane_MoreVolumesThanAllowed_GivesUpTheEarliest()
    {
        for (var t = 0; t < 5; t++)
            Plane(t, z: 0);

        Assert.True(_assembler.TryTake(out var assembled));
        Assert.Equal((0, 2), (assembled.T, assembled.MissingPlanes));
        Assert.Equal(4, _assembler.Open);
    }

    private VolumeAssembler Assembler(IncompletePolicy policy = IncompletePolicy.Discard) =>
        new(_pool, new AssemblyOptions { Incomplete = policy, MaxOpenVolumes = 4 }, _time);

    private Volume Take(int t)
    {
        Assert.True(_assembler.TryTake(out var assembled));
        Assert.Equal(t, assembled.T);
        return Assert.IsType<Volume>(assembled.Volume);
    }

    private void Plane(int t, int z, long exposure = 0)
    {
        var header = Header(t) with { ExposureEndNs = exposure };
        Assert.Equal(Admission.Wanted, _assembler.AdmitPlane(header, z, out var voxels));
        Pixels(t).AsSpan(z * voxels.Length, voxels.Length).CopyTo(voxels);
        _assembler.SetPlane(header, z);
    }

    private void Add(int t, int c = 0)
    {
        Assert.Equal(Admission.Wanted, _assembler.AdmitVolume(t, c));
        _assembler.Add(TestVolumes.Volume(_pool, Header(t) with { C = c }, seed: t));
    }

    private static VolumeHeader Header(int t) => TestVolumes.Header("s", t, Shape);

    private static byte[] Pixels(int t) => TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: t);
}
