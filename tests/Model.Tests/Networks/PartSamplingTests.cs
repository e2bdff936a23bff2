using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Testing;

namespace Cellect.Model.Tests.Networks;

/// <summary>A part of a volume at the network's scale is what LibTorch makes of the whole, and the same to the bit whichever part it
/// is.</summary>
public class PartSamplingTests
{
    private static readonly VolumeShape Shape = new(11, 45, 58);
    private static readonly VoxelGeometry Geometry = new(1, 0.5, 0.5);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(-1, 0)]
    [InlineData(-2, 1)]
    public void Resample_OfParts_IsThatOfTheWhole(int lateral, int axial)
    {
        var values = new BallField([(5, 20, 20), (7, 30, 45)]).At(0, VolumeBox.All(Shape))!;
        using var volume = PreparedVolume.From(MemoryMarshal.AsBytes(values.AsSpan()), Shape, VoxelType.UInt16, Geometry, null);
        var sampling = new PartSampling(Shape, Geometry, new Sampling(lateral, axial));
        var expected = volume.At(new Sampling(lateral, axial)).Voxels;
        Assert.Equal([sampling.Shape.Z, sampling.Shape.Y, sampling.Shape.X], expected.shape);
        var reference = MemoryMarshal.Cast<byte, Half>(expected.bytes).ToArray();
        var seen = VolumeBox.All(new VolumeShape(sampling.Shape.Z, sampling.Shape.Y, sampling.Shape.X));
        var whole = Resampled(volume, sampling, seen);
        for (var i = 0; i < whole.Length; i++)
            Assert.Equal((float)reference[i], (float)whole[i], 2e-3f);
        foreach (var part in Parts(seen))
        {
            var cut = new Half[part.Shape.Voxels];
            VolumeBox.Copy<Half>(part, whole, seen, cut, part);
            Assert.Equal(cut, Resampled(volume, sampling, part));
        }
    }

    private static IEnumerable<VolumeBox> Parts(VolumeBox seen)
    {
        var (z, y, x) = (seen.ToZ / 2, seen.ToY / 3, seen.ToX / 2);
        yield return new VolumeBox(0, z, 0, y, 0, x);
        yield return new VolumeBox(z, seen.ToZ, y, 2 * y, x, seen.ToX);
        yield return new VolumeBox(z - 1, z, 2 * y, seen.ToY, 1, x + 1);
    }

    private static Half[] Resampled(PreparedVolume volume, PartSampling sampling, VolumeBox part)
    {
        var box = sampling.Needs(part);
        var voxels = new Half[box.Shape.Voxels];
        VolumeBox.Copy(box, MemoryMarshal.Cast<byte, Half>(volume.Voxels.bytes), VolumeBox.All(Shape), voxels, box);
        return sampling.Resample(voxels, box, part);
    }
}
