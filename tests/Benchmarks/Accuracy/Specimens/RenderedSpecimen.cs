using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Scoring;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Stream.Simulation;
using Cellect.Stream.Sources;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A lineage table rendered by the simulator; the truth is where the simulator drew the cells.</summary>
internal sealed class RenderedSpecimen : ISpecimen
{
    private readonly SimulatedVolumeSource _source;
    private readonly Func<TruthNode, bool> _isScored;
    private readonly double _distance;
    private readonly bool _sparse;

    /// <param name="name">Short name.</param>
    /// <param name="scene">What follows <c>sim:</c> in a source.</param>
    /// <param name="distanceMicrometres">Farthest pair that may match, µm.</param>
    /// <param name="isScored">Which nodes are the truth; null: all.</param>
    public RenderedSpecimen(string name, string scene, double distanceMicrometres, Func<TruthNode, bool>? isScored = null)
    {
        Name = name;
        _source = SimulatedVolumeSource.Open(scene);
        (_distance, _sparse) = (distanceMicrometres, isScored is not null);
        _isScored = isScored ?? (_ => true);
    }

    public string Name { get; }

    public int Frames => _source.Frames;

    /// <summary>Every cell drawn so far.</summary>
    public IReadOnlyList<TruthNode> Nodes => _source.Truth;

    /// <summary>The cells of the volume that was read last.</summary>
    public List<TruthNode> NodesOfNewestFrame()
    {
        var nodes = _source.Truth;
        var from = nodes.Count;
        while (from > 0 && nodes[from - 1].T == nodes[^1].T)
            from--;
        return [.. nodes.Skip(from)];
    }

    /// <summary>Masks of the cells of the volume that was read last: balls, each voxel to the nearest centre. The cells themselves are
    /// no exact balls.</summary>
    /// <param name="header">Extent of the volume.</param>
    /// <param name="factor">Radius of a ball over that of the cell.</param>
    public ushort[] Balls(VolumeHeader header, float factor)
    {
        var cells = new TruthTracks().Advance(NodesOfNewestFrame(), factor);
        return new MaskPainter(0).Paint(header, cells, [.. Enumerable.Range(1, cells.Length)], null).ToArray();
    }

    public TrackGraph Truth => Graph(_source.Truth.Where(_isScored));

    public TrackGraph Everything => Graph(_source.Truth);

    public PointMatchOptions Match
    {
        get
        {
            var voxel = _source.VoxelMicrometres!.Value;
            return new()
            {
                ScaleZ = voxel.Z,
                ScaleY = voxel.Y,
                ScaleX = voxel.X,
                MaxDistance = _distance,
                Sparse = _sparse,
                FirstFrame = 0,
                LastFrame = Frames - 1,
            };
        }
    }

    TrackGraph? ISpecimen.Everything => Everything;

    public IEnumerable<Volume> Read(VolumePool pool) => _source.Read(Name, pool, CancellationToken.None);

    public void Dispose() => _source.Dispose();

    private static TrackGraph Graph(IEnumerable<TruthNode> nodes) =>
        TrackGraph.FromNodes(nodes.Select(node => new TrackNode(node.T, node.Z, node.Y, node.X, node.Id, node.Parent)));
}
