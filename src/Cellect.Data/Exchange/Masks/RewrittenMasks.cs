using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Masks;

/// <summary>The masks of a recording with other labels.</summary>
internal sealed class RewrittenMasks : IDisposable
{
    private readonly CellMasks _masks;
    private readonly MaskFolder _folder;
    private readonly CtcLabels _labels = new();
    private readonly ushort[] _written;
    private int _previous = -1;

    private RewrittenMasks(string recording, string directory, VolumeHeader header, int? population)
    {
        (_masks, _folder) = (new CellMasks(recording, header, population), new MaskFolder(directory));
        _written = new ushort[header.Shape.Voxels];
        _folder.Open(last: -1, _labels);
    }

    /// <summary>Opens the masks of a recording; null where it has none.</summary>
    /// <param name="recording">Its folder.</param>
    /// <param name="directory">Where the others go.</param>
    /// <param name="population">Channel of the population; null where there is only one.</param>
    public static RewrittenMasks? Open(string recording, string directory, int? population) =>
        RecordedMasks.AreIn(recording) && RecordedTracks.Header(recording) is { } header
            ? new RewrittenMasks(recording, directory, header, population)
            : null;

    /// <summary>Writes the mask of a frame.</summary>
    public void Write(int t, IReadOnlyList<TrackedCell> cells)
    {
        var mask = _masks.Draw(t, cells);
        var labels = new int[cells.Count + 1];
        _labels.Label(t, cells, labels.AsSpan(1));
        for (var voxel = 0; voxel < _written.Length; voxel++)
            _written[voxel] = (ushort)labels[mask[voxel]];
        _folder.Write(_previous, _masks.Header with { T = t }, _written);
        _previous = t;
    }

    /// <summary>Writes the track file.</summary>
    public void Finish() => _folder.WriteTracks(_labels);

    public void Dispose() => _masks.Dispose();
}
