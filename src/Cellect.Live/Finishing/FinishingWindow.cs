using Cellect.Analysis.Finishing;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Finishing;

/// <summary>The newest frames of a series, looked at once more from time to time: which tracks continue which. Of what is decided each
/// track is told once. One thread.</summary>
/// <param name="options">How far back, and what is told.</param>
/// <param name="shape">Shape of the volumes.</param>
/// <param name="voxel">Extent of a voxel, µm.</param>
/// <param name="mostCells">Cells that are kept; the oldest frames go first.</param>
internal sealed class FinishingWindow(LiveFinishOptions options, VolumeShape shape, VoxelSize voxel, int mostCells)
{
    private readonly Queue<(int T, List<FinishCell> Cells)> _frames = [];
    private readonly Dictionary<int, int> _into = [];
    private readonly Place _extent = new(shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X);
    private long _cells;
    private int _since;

    /// <summary>The track that each track continues, of those that were told.</summary>
    public IReadOnlyDictionary<int, int> Into => _into;

    /// <summary>What an earlier run has told is not told again.</summary>
    public void Recall(TrackMerge merge) => _into[merge.From] = merge.Into;

    /// <summary>Frames are missing: what is kept does not go on.</summary>
    public void Clear()
    {
        _frames.Clear();
        (_cells, _since) = (0, 0);
    }

    /// <summary>One frame more.</summary>
    /// <returns>What is to be told now.</returns>
    public IReadOnlyList<TrackMerge> Add(TrackedFrame frame)
    {
        var cells = new List<FinishCell>(frame.Cells.Count);
        foreach (var cell in frame.Cells)
            cells.Add(RecordingFinish.Physical(cell, voxel));
        _frames.Enqueue((frame.Header.T, cells));
        _cells += cells.Count;
        while (_frames.Count > 1 && (_cells > mostCells || frame.Header.T - _frames.Peek().T > 2 * options.ReconnectFrames))
            _cells -= _frames.Dequeue().Cells.Count;
        if (++_since < options.EveryVolumes)
            return [];
        _since = 0;
        return Decide();
    }

    private TrackMerge[] Decide()
    {
        var finisher = new Finisher(new FinishOptions(options.ReconnectFrames), _extent);
        foreach (var (t, cells) in _frames)
            finisher.Add(t, cells);
        var finished = finisher.Finish();
        // A track that is no cell continues nothing.
        TrackMerge[] told =
        [
            .. finished
                .Changes.Where(change => change.Kind == ChangeKind.Joined && change.Probability >= options.MinProbability)
                .Where(change => !_into.ContainsKey(change.Track) && !finished.IsDropped(change.Track))
                .Select(change => new TrackMerge(change.T, change.Track, change.Into, change.Probability)),
        ];
        foreach (var merge in told)
            _into[merge.From] = merge.Into;
        return told;
    }
}
