using Cellect.Analysis.Graphs;
using Cellect.Data.Assignment;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Scoring;

/// <summary>What a tracker without any network makes of the same cells: the pairs of successive frames whose distances are least in sum,
/// none farther than 20 columns.</summary>
internal sealed class PlainAssignment
{
    private const double Farthest = 20;

    private readonly List<TrackNode> _nodes = [];
    private (double Z, double Y, double X)[] _before = [];
    private int _firstBefore;

    /// <summary>One more frame; of its cells those that the model believed.</summary>
    public void Add(Volume volume, DetectedFrame frame, LinkedCell[] cells)
    {
        var anisotropy = frame.Geometry.Anisotropy;
        var now = Array.ConvertAll(cells, cell => Place(frame.Cells[cell.Detection], anisotropy));
        var pairs = new List<CandidatePair>();
        for (var i = 0; i < now.Length; i++)
        for (var j = 0; j < _before.Length; j++)
            if (Distance(now[i], _before[j]) is var distance && distance < Farthest)
                pairs.Add(new CandidatePair(i, j, distance - Farthest));
        var origins = SparseAssignment.Solve(now.Length, _before.Length, pairs, 0);
        var first = _nodes.Count;
        for (var i = 0; i < now.Length; i++)
        {
            var found = frame.Cells[cells[i].Detection];
            _nodes.Add(
                new TrackNode(volume.Header.T, found.Z, found.Y, found.X, first + i, origins[i] < 0 ? -1 : _firstBefore + origins[i])
            );
        }

        (_before, _firstBefore) = (now, first);
    }

    /// <summary>The tracks.</summary>
    public TrackGraph Tracks() => TrackGraph.FromNodes(_nodes);

    private static (double Z, double Y, double X) Place(Detection cell, float anisotropy) => (anisotropy * cell.Z, cell.Y, cell.X);

    private static double Distance((double Z, double Y, double X) a, (double Z, double Y, double X) b) =>
        Math.Sqrt(((a.Z - b.Z) * (a.Z - b.Z)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.X - b.X) * (a.X - b.X)));
}
