using System.Runtime.InteropServices;
using Cellect.Analysis.Traces;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Lab.Reports.Biology;

/// <summary>What would be read without tracking: the brightness at the places in which the cells of the first volume were seen (paper,
/// Fig. 5).</summary>
/// <param name="channel">Channel that is read.</param>
/// <param name="options">How cells are read that are followed.</param>
internal sealed class FixedPlaces(int channel, TraceOptions options)
{
    private const int MostPlaces = 64;

    private readonly SeriesTraces _reader = new(channel, options, int.MaxValue);
    private TrackedCell[]? _cells;

    /// <summary>ΔF/F0 at the first place of each track that has some, by time point.</summary>
    public Dictionary<int, List<(int T, float Value)>> Traces { get; } = [];

    /// <summary>One more frame, in the order of time.</summary>
    /// <param name="frame">Of the first frame the surest cells are taken, 64 at most.</param>
    /// <param name="volume">The volume at the same time point.</param>
    /// <param name="seconds">Its time.</param>
    public void Add(TrackedFrame frame, Volume volume, double seconds)
    {
        _cells ??= [.. frame.Cells.OrderByDescending(cell => cell.Score).Take(MostPlaces)];
        foreach (var row in _reader.Advance(frame with { Cells = _cells }, volume, seconds))
            if (row.Relative is { } value)
                (CollectionsMarshal.GetValueRefOrAddDefault(Traces, row.Track, out _) ??= []).Add((row.T, (float)value));
    }
}
