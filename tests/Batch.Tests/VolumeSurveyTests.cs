using System.Runtime.InteropServices;
using Cellect.Batch.Plans;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;
using Cellect.Testing;

namespace Cellect.Batch.Tests;

public class VolumeSurveyTests
{
    private static readonly VolumeShape Shape = new(10, 70, 90);
    private static readonly VoxelGeometry Geometry = new(1, 0.25, 0.25);

    [Theory]
    [InlineData(VoxelType.UInt16)]
    [InlineData(VoxelType.UInt8)]
    [InlineData(VoxelType.Float32)]
    public void Of_AVolumeInBlocks_SaysWhatTheWholeSays(VoxelType type)
    {
        var volume = Volume(type);
        using var parts = new PartsOfArray(volume, Shape, type, new VolumeShape(3, 32, 40));
        var survey = VolumeSurvey.Of(parts, 0, Shape, type);
        using var whole = PreparedVolume.From(volume, Shape, type, Geometry, null);
        var normalization = type switch
        {
            VoxelType.UInt8 => Normalization.Of<byte>(volume),
            VoxelType.UInt16 => Normalization.Of<ushort>(MemoryMarshal.Cast<byte, ushort>(volume)),
            _ => Normalization.Of<float>(MemoryMarshal.Cast<byte, float>(volume)),
        };
        Assert.Equal(normalization, survey.Normalization);
        Assert.Equal(VolumeContent.WhatIsWrong(volume, type), survey.Wrong);
        using var projected = survey.Projected(Geometry);
        for (var axis = 0; axis < 2; axis++)
            Assert.Equal(((IProjected)whole).Highest(axis).data<float>().ToArray(), projected.Highest(axis).data<float>().ToArray());
    }

    [Fact]
    public void Of_ADarkVolume_SaysThatItShowsNothing()
    {
        var volume = new byte[Shape.Voxels * 2];
        using var parts = new PartsOfArray(volume, Shape, VoxelType.UInt16, Shape);
        Assert.Equal("all voxels are 0", VolumeSurvey.Of(parts, 0, Shape, VoxelType.UInt16).Wrong);
    }

    [Fact]
    public void Repeats_OneVoxelIsAnother_IsNotTheSame()
    {
        var volume = Volume(VoxelType.UInt16);
        using var parts = new PartsOfArray(volume, Shape, VoxelType.UInt16, Shape);
        var (first, same) = (VolumeSurvey.Of(parts, 0, Shape, VoxelType.UInt16), VolumeSurvey.Of(parts, 0, Shape, VoxelType.UInt16));
        volume[4711] ^= 1;
        Assert.True(same.Repeats(first));
        Assert.False(VolumeSurvey.Of(parts, 0, Shape, VoxelType.UInt16).Repeats(first));
    }

    private static byte[] Volume(VoxelType type)
    {
        var values = new BallField([(4, 30, 30), (6, 50, 70)]).At(0, VolumeBox.All(Shape))!;
        return type switch
        {
            VoxelType.UInt8 => Array.ConvertAll(values, v => (byte)(v / 4)),
            VoxelType.UInt16 => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
            _ => MemoryMarshal.AsBytes(Array.ConvertAll(values, v => v % 97 == 0 ? float.NaN : v / 3f).AsSpan()).ToArray(),
        };
    }

    private sealed class PartsOfArray(byte[] volume, VolumeShape shape, VoxelType type, VolumeShape piece) : VolumeParts
    {
        public override ReadAccount Account { get; } = new();

        public override long PieceBytes => 0;

        public override VolumeShape Piece => piece;

        public override void Read(int t, VolumeBox box, Span<byte> voxels) =>
            VolumeBox.Copy(box, volume, VolumeBox.All(shape), voxels, box, type.Bytes());

        public override void Dispose() { }
    }
}
