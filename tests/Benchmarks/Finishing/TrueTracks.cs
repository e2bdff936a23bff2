using Cellect.Analysis.Graphs;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Stream.Simulation;

namespace Cellect.Benchmarks.Finishing;

/// <summary>True tracks of specimens, voxels.</summary>
internal static class TrueTracks
{
    /// <summary>The real embryo: frames <paramref name="first"/> to 119.</summary>
    public static (TrackRow[] Rows, VoxelSize Voxel, VolumeShape Shape) Embryo(string data, int first)
    {
        // Radius of a nucleus, voxels of x: the table has none.
        const float Radius = 9;
        var graph = PointTable.ReadNodes(Path.Combine(data, "ce_embryo", "nodes.csv")).Within(first, int.MaxValue);
        var cells = new List<ReadCell>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var (z, y, x) = graph.Position(node);
            cells.Add(new ReadCell(graph.Frame(node), (float)z, (float)y, (float)x) { Radius = Radius });
        }

        var tracks = new TrackAssembler(cells, i => $"node {i}");
        for (var node = 0; node < graph.NodeCount; node++)
            if (graph.Parent(node) >= 0)
                tracks.Link(graph.Parent(node), node);
        return (tracks.Build(), new VoxelSize(1, 0.22, 0.22), new VolumeShape(30, 224, 320));
    }

    /// <summary>A simulated specimen, such as <c>embryo</c>.</summary>
    public static (TrackRow[] Rows, VoxelSize Voxel, VolumeShape Shape) Simulated(string spec)
    {
        using var source = SimulatedVolumeSource.Open(spec);
        foreach (var volume in source.Read("truth", new VolumePool(), CancellationToken.None))
            volume.Dispose();
        var rowOf = new Dictionary<int, int>();
        foreach (var node in source.Truth)
            rowOf.Add(node.Id, rowOf.Count);
        var tracks = new TrackAssembler(
            [.. source.Truth.Select(node => new ReadCell(node.T, node.Z, node.Y, node.X) { Radius = node.RadiusVoxels })],
            i => $"node {i}"
        );
        foreach (var node in source.Truth)
            if (rowOf.TryGetValue(node.Parent, out var parent))
                tracks.Link(parent, rowOf[node.Id]);
        return (tracks.Build(), source.VoxelMicrometres!.Value, source.Shape);
    }
}
