using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Another specimen, interpolated to slices that lie as close as columns: what people do before they use a program that wants
/// it.</summary>
/// <param name="specimen">The specimen; owned.</param>
internal sealed class IsotropicSpecimen(ISpecimen specimen) : ISpecimen
{
    private double _factor = 1;

    public string Name => $"{specimen.Name}-isotropic";

    public int Frames => specimen.Frames;

    public TrackGraph Truth => Stretched(specimen.Truth);

    public TrackGraph? Everything => specimen.Everything is { } everything ? Stretched(everything) : null;

    public PointMatchOptions Match
    {
        get
        {
            var match = specimen.Match;
            return new PointMatchOptions
            {
                ScaleZ = match.ScaleZ / _factor,
                ScaleY = match.ScaleY,
                ScaleX = match.ScaleX,
                MaxDistance = match.MaxDistance,
                Sparse = match.Sparse,
                FirstFrame = match.FirstFrame,
                LastFrame = match.LastFrame,
            };
        }
    }

    /// <summary>Slices of this specimen for one of the other's.</summary>
    public double SlicesForOne => _factor;

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in specimen.Read(pool))
            using (volume)
                yield return Stretched(volume, pool);
    }

    public void Dispose() => specimen.Dispose();

    private Volume Stretched(Volume volume, VolumePool pool)
    {
        var header = volume.Header;
        var voxel = header.VoxelMicrometres;
        _factor = voxel.Z / voxel.X;
        var depth = (int)Math.Floor((header.Shape.Z - 1) * _factor) + 1;
        var stretched = pool.Rent(
            header with
            {
                Shape = new VolumeShape(depth, header.Shape.Y, header.Shape.X),
                Type = VoxelType.Float32,
                VoxelMicrometres = voxel with { Z = voxel.X },
            }
        );
        var source = Values(volume);
        var target = stretched.AsSpan<float>();
        var slice = header.Shape.Y * header.Shape.X;
        for (var z = 0; z < depth; z++)
        {
            var at = z / _factor;
            var below = Math.Min((int)at, header.Shape.Z - 1);
            var above = Math.Min(below + 1, header.Shape.Z - 1);
            var share = (float)(at - below);
            for (var i = 0; i < slice; i++)
                target[z * slice + i] = (1 - share) * source[below * slice + i] + share * source[above * slice + i];
        }

        return stretched;
    }

    private static float[] Values(Volume volume) =>
        volume.Header.Type switch
        {
            VoxelType.UInt8 => Array.ConvertAll(volume.AsSpan<byte>().ToArray(), v => (float)v),
            VoxelType.UInt16 => Array.ConvertAll(volume.AsSpan<ushort>().ToArray(), v => (float)v),
            _ => volume.AsSpan<float>().ToArray(),
        };

    private TrackGraph Stretched(TrackGraph truth) => truth.Moved(at => (at.Z * _factor, at.Y, at.X));
}
