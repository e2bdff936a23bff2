using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Masks;

/// <summary>The masks of a set of tracks, one after the other.</summary>
internal sealed class TrackMasks : IDisposable
{
    private readonly TrackSet _tracks;
    private readonly CellMasks _masks;
    private int _next;

    /// <exception cref="Csv.InvalidInputException">The volumes are too large for masks.</exception>
    public TrackMasks(TrackSet tracks)
    {
        (_tracks, Shape) = (tracks, tracks.Extent);
        _masks = new CellMasks(
            tracks.Recording,
            new VolumeHeader
            {
                Series = tracks.Name,
                T = 0,
                Shape = Shape,
                Type = VoxelType.UInt16,
                VoxelMicrometres = tracks.Voxel,
            },
            tracks.Population
        );
    }

    /// <summary>Extent of every mask.</summary>
    public VolumeShape Shape { get; }

    /// <summary>Takes the cells of the next time point that has some.</summary>
    /// <returns>False after the last.</returns>
    public bool TryNext(out VolumeHeader frame, out List<TrackedCell> cells)
    {
        (frame, cells) = (_masks.Header, []);
        if (_next == _tracks.Rows.Count)
            return false;
        frame = frame with { T = _tracks.Rows[_next].T };
        for (; _next < _tracks.Rows.Count && _tracks.Rows[_next].T == frame.T; _next++)
            cells.Add(_tracks.Rows[_next].Cell);
        return true;
    }

    /// <inheritdoc cref="CellMasks.Draw"/>
    public ReadOnlySpan<ushort> Draw(int t, IReadOnlyList<TrackedCell> cells) => _masks.Draw(t, cells);

    public void Dispose() => _masks.Dispose();
}
