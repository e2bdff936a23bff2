using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Stream.Sources.Parts;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Sources.Parts;

/// <summary>Any part of any time point is what the whole volume has there, and of a file in chunks no more is read than is asked for.</summary>
public class VolumePartsTests
{
    private static readonly VolumeShape Shape = new(9, 40, 50);

    [Fact]
    public void Read_OfAChunkedZarr_GivesThePartAndReadsItsChunksAlone()
    {
        using var scratch = new Scratch();
        var field = new BallField([(4, 20, 25)]);
        ChunkedZarr.Write(scratch.At("image"), 3, Shape, new VolumeShape(4, 16, 16), new VoxelSize(1, 0.5, 0.5), field.At);
        AssertParts(scratch.At("image"), 3);
        using var parts = VolumeParts.Open(scratch.At("image"), null, 0);
        var box = new VolumeBox(4, 8, 16, 32, 0, 20);
        parts.Read(1, box, new byte[box.Shape.Voxels * 2]);
        Assert.Equal((2, 2 * 4 * 16 * 16 * 2), (parts.Account.Reads, parts.Account.Bytes));
    }

    [Fact]
    public void Read_WhereAChunkIsNotOnTheDisk_IsZero()
    {
        using var scratch = new Scratch();
        var field = new BallField([(4, 20, 25)]) { Sparse = true };
        ChunkedZarr.Write(scratch.At("image"), 1, Shape, new VolumeShape(9, 8, 8), new VoxelSize(1, 0.5, 0.5), field.At);
        using var parts = VolumeParts.Open(scratch.At("image"), null, 0);
        var corner = new VolumeBox(0, 9, 0, 8, 0, 8);
        var voxels = new byte[corner.Shape.Voxels * 2];
        Array.Fill(voxels, (byte)7);
        parts.Read(0, corner, voxels);
        Assert.All(voxels, voxel => Assert.Equal(0, voxel));
        Assert.Equal(0, parts.Account.Reads);
        var middle = new VolumeBox(2, 6, 16, 24, 20, 30);
        var there = new ushort[middle.Shape.Voxels];
        parts.Read(0, middle, MemoryMarshal.AsBytes(there.AsSpan()));
        Assert.Equal(field.At(0, middle), there);
    }

    [Fact]
    public void Read_OfATimePointWithoutChunks_IsRefused()
    {
        using var scratch = new Scratch();
        var field = new BallField([(4, 20, 25)]);
        ChunkedZarr.Write(
            scratch.At("image"),
            2,
            Shape,
            new VolumeShape(9, 16, 16),
            new VoxelSize(1, 0.5, 0.5),
            (t, box) => t == 1 ? null : field.At(t, box)
        );
        using var parts = VolumeParts.Open(scratch.At("image"), null, 0);
        Assert.Throws<InvalidDataException>(() => parts.Read(1, new VolumeBox(0, 1, 0, 1, 0, 1), new byte[2]));
    }

    [Fact]
    public void Read_OfImaris_GivesThePart()
    {
        using var scratch = new Scratch();
        HdfTests.WriteImaris(scratch.At("embryo.ims"), times: 3, channels: 1);
        AssertParts(scratch.At("embryo.ims"), 3);
    }

    [Fact]
    public void Read_OfASimulatedSpecimen_GivesThePartInAnyOrder() => AssertParts("sim:lymphnode?seed=1&frames=3", 3);

    private static void AssertParts(string source, int frames)
    {
        using var opened = VolumeSources.Open(source);
        var (shape, bytes) = (opened.Shape, opened.Type.Bytes());
        var whole = opened.ReadAll().Frames;
        using var parts = VolumeParts.Open(source, null, 0);
        var random = new Random(1);
        for (var i = 0; i < 30; i++)
        {
            var t = i < 4 ? frames - 1 - i % frames : random.Next(frames);
            var box = Box(random, shape);
            var (expected, actual) = (new byte[box.Shape.Voxels * bytes], new byte[box.Shape.Voxels * bytes]);
            VolumeBox.Copy(box, whole[t].Voxels, VolumeBox.All(shape), expected, box, bytes);
            parts.Read(t, box, actual);
            Assert.Equal(expected, actual);
        }
    }

    private static VolumeBox Box(Random random, VolumeShape shape)
    {
        var ((z0, z1), (y0, y1), (x0, x1)) = (Range(shape.Z), Range(shape.Y), Range(shape.X));
        return new VolumeBox(z0, z1, y0, y1, x0, x1);

        (int, int) Range(int length)
        {
            var from = random.Next(length);
            return (from, random.Next(from + 1, length + 1));
        }
    }
}
