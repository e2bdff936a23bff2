using System.Runtime.InteropServices;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Testing;
using CsCheck;

namespace Cellect.Stream.Tests.Sources;

public class TiffVolumeWriterTests
{
    private static readonly VoxelSize Voxel = new(2.03, 0.406, 0.5);

    [Fact]
    public void Write_AnyVolume_ReadsBackTheSame()
    {
        using var scratch = new Scratch();
        var path = scratch.At("t000.tif");
        Gen.Select(Gen.Enum<VoxelType>(), Gen.Enum<TiffCompression>(), Gen.Int[1, 5], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int)
            .Sample(
                (type, compression, z, y, x, seed) =>
                {
                    var shape = new VolumeShape(z, y, x);
                    using var pool = new DiagnosticVolumePool();
                    using var volume = TestVolumes.Volume(
                        pool,
                        TestVolumes.Header("s", 0, shape, type) with
                        {
                            VoxelMicrometres = Voxel,
                        },
                        seed
                    );
                    TiffVolumeWriter.Write(path, volume, compression);

                    using var source = VolumeSources.Open(path);
                    Assert.Equal((shape, type, Voxel, 1), (source.Shape, source.Type, source.VoxelMicrometres!.Value, source.Frames));
                    var frame = Assert.Single(source.ReadAll().Frames);
                    Assert.Equal(volume.Bytes.ToArray(), frame.Voxels);
                },
                iter: 60,
                threads: 1
            );
    }

    [Fact]
    public void Write_Uncompressed_PagesFollowEachOther()
    {
        using var scratch = new Scratch();
        ushort[] voxels = [.. Enumerable.Range(0, 2 * 3 * 4).Select(i => (ushort)(i * 1000))];
        TiffVolumeWriter.Write<ushort>(scratch.At("a.tif"), voxels, new VolumeShape(2, 3, 4), Voxel);

        // ImageJ reads an uncompressed stack of its own as one run of bytes from the first page on.
        var file = File.ReadAllBytes(scratch.At("a.tif"));
        Assert.True(file.AsSpan().IndexOf(MemoryMarshal.AsBytes<ushort>(voxels)) > 0);
    }

    [Fact]
    public void Write_NoVoxelSize_LeavesItOut()
    {
        using var scratch = new Scratch();
        TiffVolumeWriter.Write<byte>(scratch.At("a.tif"), new byte[24], new VolumeShape(2, 3, 4), null, TiffCompression.Deflate);

        using var source = VolumeSources.Open(scratch.At("a.tif"));
        Assert.Null(source.VoxelMicrometres);
    }

    [Fact]
    public void Write_WrongNumberOfVoxels_Throws()
    {
        using var scratch = new Scratch();
        var error = Assert.Throws<ArgumentException>(() =>
            TiffVolumeWriter.Write<byte>(scratch.At("a.tif"), new byte[23], new VolumeShape(2, 3, 4), null)
        );
        Assert.Contains("23 bytes", error.Message);
        Assert.Empty(Directory.GetFiles(scratch.Folder));
    }

    [Fact]
    public void Write_ExistingFile_IsReplacedOnlyWhenTheNewOneIsWhole()
    {
        using var scratch = new Scratch();
        TiffVolumeWriter.Write<byte>(scratch.At("a.tif"), new byte[24], new VolumeShape(2, 3, 4), null);
        TiffVolumeWriter.Write<byte>(scratch.At("a.tif"), new byte[6], new VolumeShape(1, 2, 3), null);

        using var source = VolumeSources.Open(scratch.At("a.tif"));
        Assert.Equal(new VolumeShape(1, 2, 3), source.Shape);
        Assert.Equal([scratch.At("a.tif")], Directory.GetFiles(scratch.Folder));
    }
}
