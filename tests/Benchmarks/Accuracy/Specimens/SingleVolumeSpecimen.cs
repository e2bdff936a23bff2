using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>
/// The QCANet volume of an 8-cell mouse embryo. The file does not say how large a voxel is; that its makers resampled 51 slices to 111 for
/// isotropic voxels (in the mask's description) fits their publication's 0.8 µm and 1.75 µm.
/// </summary>
internal sealed class SingleVolumeSpecimen : IMaskedSpecimen
{
    private static readonly VoxelSize Voxel = new(1.75, 0.8, 0.8);

    /// <summary>Radius of the ball that has the volume of the smallest nucleus in the mask, µm.</summary>
    private const double NucleusRadius = 6.5;

    private readonly IVolumeSource _source;

    public SingleVolumeSpecimen(string data)
    {
        var folder = Path.Combine(data, "single_volumes");
        _source = VolumeSources.Open(Path.Combine(folder, "qcanet_8cell_raw.tif"), Voxel);
        using var centres = VolumeSources.Open(Path.Combine(folder, "qcanet_8cell_ndn.tif") + $"?slices={_source.Shape.Z}", Voxel);
        using var marks = centres.Read("centres", new VolumePool(), CancellationToken.None).First();
        Truth = TrackGraph.FromNodes(
            Blobs.Centres(marks.AsSpan<byte>(), marks.Header.Shape).Select((at, i) => new TrackNode(0, at.Z, at.Y, at.X, i, -1))
        );
        using var masks = VolumeSources.Open(Path.Combine(folder, "qcanet_8cell_nsn.tif") + $"?slices={_source.Shape.Z}", Voxel);
        using var nuclei = masks.Read("masks", new VolumePool(), CancellationToken.None).First();
        Labels = Blobs.Labels(nuclei.AsSpan<byte>(), nuclei.Header.Shape);
    }

    public string Name => "qcanet";

    public int Frames => 1;

    public TrackGraph Truth { get; }

    public ushort[] Labels { get; }

    public TrackGraph? Everything => Truth;

    public PointMatchOptions Match =>
        new()
        {
            ScaleZ = Voxel.Z,
            ScaleY = Voxel.Y,
            ScaleX = Voxel.X,
            MaxDistance = NucleusRadius,
        };

    public IEnumerable<Volume> Read(VolumePool pool) => _source.Read(Name, pool, CancellationToken.None).Take(1);

    public void Dispose() => _source.Dispose();
}
