using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Noisy, dense nuclei that touch, with a mask of each. Centres are the masks' centres of mass.</summary>
internal sealed class PlantsegSpecimen : IMaskedSpecimen
{
    private static readonly VoxelSize Voxel = new(0.284, 0.127, 0.127);
    private readonly IVolumeSource _source;

    public PlantsegSpecimen(string data)
    {
        var folder = Path.Combine(data, "plantseg_nuclei");
        _source = VolumeSources.Open(Path.Combine(folder, "raw_1135.tif") + "?slices=100", Voxel);
        using var labels = VolumeSources.Open(Path.Combine(folder, "label_1135.tif") + "?slices=100", Voxel);
        using var masks = labels.Read("labels", new VolumePool(), CancellationToken.None).First();
        Labels = Array.ConvertAll(masks.AsSpan<byte>().ToArray(), label => (ushort)label);
        Truth = TrackGraph.FromNodes(
            Blobs.LabelCentres(Labels, _source.Shape).Select((at, i) => new TrackNode(0, at.Z, at.Y, at.X, i, -1))
        );
    }

    public string Name => "plantseg";

    public int Frames => 1;

    public ushort[] Labels { get; }

    public TrackGraph Truth { get; }

    public TrackGraph? Everything => Truth;

    public PointMatchOptions Match =>
        new()
        {
            ScaleZ = Voxel.Z / Voxel.X,
            ScaleY = 1,
            ScaleX = 1,
            MaxDistance = 8,
        };

    public IEnumerable<Volume> Read(VolumePool pool) => _source.Read(Name, pool, CancellationToken.None).Take(1);

    public void Dispose() => _source.Dispose();
}
