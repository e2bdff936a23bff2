using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Data.Zarr;
using Cellect.Testing;

namespace Cellect.Data.Tests.Recordings;

public class VolumeStoreTests
{
    private static readonly VolumeShape Shape = new(2, 3, 4);

    [Fact]
    public void Appended_IsReadBackAsItCame()
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var headers = Headers().ToList();
        Write(folder.Path, pool, headers);

        var recorded = new RecordedVolumes(folder.Path);
        Assert.Equal(headers.Count, recorded.Rows.Count);
        foreach (var (header, row) in headers.Zip(recorded.Rows))
        {
            Assert.Equal(VolumeTable.Line(new VolumeRow(header, row.Stored, row.Image)), VolumeTable.Line(row));
            var voxels = new byte[header.ByteCount];
            recorded.Read(row, voxels);
            Assert.Equal(TestVolumes.Pixels(header.Shape, header.Type, Seed(header)), voxels);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void CutShort_IsReadableUpToTheLastWholeRow_AndGoesOn(int cut)
    {
        using var folder = new TemporaryFolder();
        using var pool = new DiagnosticVolumePool();
        var headers = Headers().ToList();
        Write(folder.Path, pool, headers);
        using (var table = new FileStream(folder[VolumeTable.FileName], FileMode.Open))
            table.SetLength(table.Length - cut);

        Assert.Equal(headers.Count - 1, new RecordedVolumes(folder.Path).Rows.Count);
        Write(folder.Path, pool, headers[^1..]);
        Assert.Equal(headers.Count, new RecordedVolumes(folder.Path).Rows.Count);
    }

    [Fact]
    public void Lost_IsARowThatSaysSo()
    {
        using var folder = new TemporaryFolder();
        using (var store = new VolumeStore(folder.Path, ChunkCompression.None, ChunkExtent.Volume))
            store.AppendLost(TestVolumes.Header("run", 3, Shape));

        var row = Assert.Single(new RecordedVolumes(folder.Path).Rows);
        Assert.Equal((3, false), (row.Header.T, row.Stored));
    }

    /// <summary>Two channels, the second of another type, with every fact that a header can have.</summary>
    private static IEnumerable<VolumeHeader> Headers()
    {
        for (var t = 0; t < 3; t++)
        for (var c = 0; c < 2; c++)
            yield return TestVolumes.Header("run", t, Shape) with
            {
                C = c,
                Type = c == 0 ? VoxelType.UInt16 : VoxelType.Float32,
                Seq = (ulong)(2 * t + c + 1),
                ExposureEndNs = 1_790_000_000_000_000_000 + t,
                ReceivedNs = 5 + t,
                AssembledNs = 6 + t,
                CameAsPlanes = t > 0,
                MissingPlanes = t == 2 ? [1] : null,
                OriginMicrometres = c == 0 ? (1.25, -2.5, 1e-7) : null,
                Meta = t == 1 ? new byte[] { 0x81, 0xa1, 0x61, 0x01 } : default(ReadOnlyMemory<byte>),
                VoxelIsAssumed = c == 1,
            };
    }

    private static int Seed(VolumeHeader header) => 10 * header.T + header.C;

    private static void Write(string folder, VolumePool pool, IEnumerable<VolumeHeader> headers)
    {
        using var store = new VolumeStore(folder, ChunkCompression.None, ChunkExtent.Volume);
        foreach (var header in headers)
        {
            using var volume = TestVolumes.Volume(pool, header, Seed(header));
            store.Append(volume);
        }
    }
}
