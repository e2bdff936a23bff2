using Cellect.Analysis.Finishing;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Finishing;

/// <summary>The newest frames of one population of a series, looked at once more from time to time: which tracks continue which. Of what is
/// decided each track is told once. One thread.</summary>
/// <param name="options">How far back, and what is told.</param>
/// <param name="shape">Shape of the volumes.</param>
/// <param name="voxel">Extent of a voxel, µm.</param>
/// <param name="mostCells">Cells that are kept; the oldest frames go first.</param>
/// <param name="into">The track that each track continues, of those that were told; gets what is told.</param>
internal sealed class FinishingWindow(
    LiveFinishOptions options,
    VolumeShape shape,
    VoxelSize voxel,
    int mostCells,
    Dictionary<int, int> into
)
{
    private readonly Queue<(int T, List<FinishCell> Cells)> _frames = [];
    private readonly Place _extent = new(shape.Z * voxel.Z, shape.Y * voxel.Y, shape.X * voxel.X);
    private long _cells;
    private int _since;

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
        Keep(frame);
        return ++_since < options.EveryVolumes ? [] : Decide(frame.Header.C);
    }

    /// <summary>One frame more, of which an earlier run has told.</summary>
    public void Keep(TrackedFrame frame)
    {
        var cells = new List<FinishCell>(frame.Cells.Count);
        foreach (var cell in frame.Cells)
            cells.Add(RecordingFinish.Physical(cell, voxel));
        _frames.Enqueue((frame.Header.T, cells));
        _cells += cells.Count;
        while (_frames.Count > 1 && (_cells > mostCells || frame.Header.T - _frames.Peek().T > 2 * options.ReconnectFrames))
            _cells -= _frames.Dequeue().Cells.Count;
    }

    /// <summary>Nothing comes any more.</summary>
    /// <param name="population">Channel of the population.</param>
    /// <returns>What is to be told of the newest frames.</returns>
    public IReadOnlyList<TrackMerge> End(int population) => _since == 0 ? [] : Decide(population);

    private TrackMerge[] Decide(int population)
    {
        _since = 0;
        var finisher = new Finisher(new FinishOptions(options.ReconnectFrames), _extent);
        foreach (var (t, cells) in _frames)
            finisher.Add(t, cells);
        var finished = finisher.Finish();
        // A track that is no cell continues nothing.
        TrackMerge[] told =
        [
            .. finished
                .Changes.Where(change => change.Kind == ChangeKind.Joined && change.Probability >= options.MinProbability)
                .Where(change => !into.ContainsKey(change.Track) && !finished.IsDropped(change.Track, change.T))
                .Select(change => new TrackMerge(change.T, change.Track, change.Into, change.Probability, population)),
        ];
        foreach (var merge in told)
            into[merge.From] = merge.Into;
        return told;
    }
}
