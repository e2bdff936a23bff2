using Cellect.Data.Volumes;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Live.Commands;

/// <summary>The volumes of a source, asked for in the order of time.</summary>
internal sealed class VolumeFeed : IDisposable
{
    private readonly IVolumeSource _source;
    private readonly VolumeHeader _expected;
    private readonly IEnumerator<Volume> _volumes;
    private readonly Dictionary<int, Volume> _point = [];
    private Volume? _next;

    /// <param name="source">What <c>replay</c> and <c>track</c> take as a source.</param>
    /// <param name="expected">A header of the recording: its shape must be that of the volumes.</param>
    /// <exception cref="InvalidDataException">The source has another shape.</exception>
    public VolumeFeed(string source, VolumeHeader expected)
    {
        (_source, _expected) = (VolumeSources.Open(source), expected);
        if (_source.Shape != expected.Shape)
        {
            var shape = _source.Shape;
            _source.Dispose();
            throw new InvalidDataException(
                $"volumes of '{source}' have {shape} voxels, those that were tracked {expected.Shape}; name the images of the recording"
            );
        }

        _volumes = _source.Read(expected.Series, new VolumePool(), default).GetEnumerator();
    }

    /// <summary>The volume of a channel at a time point, the caller's to dispose; null where the source has none.</summary>
    /// <param name="t">Not before the one before.</param>
    /// <param name="channel">Any channel of it, once. A source of one channel has that of any.</param>
    public Volume? At(int t, int channel)
    {
        while (Peek() is { } next && next.Header.T <= t)
        {
            _next = null;
            if (next.Header.T == t)
                Keep(next);
            else
                next.Dispose();
        }

        var key = _source.IsOneChannel ? 0 : channel;
        if (!_point.Remove(key, out var found))
            return null;
        if (found.Header.T != t)
        {
            found.Dispose();
            return null;
        }

        // What was tracked is what was told then, whatever the files say.
        return found.WithHeader(found.Header with { VoxelMicrometres = _expected.VoxelMicrometres });
    }

    public void Dispose()
    {
        _next?.Dispose();
        foreach (var kept in _point.Values)
            kept.Dispose();
        _volumes.Dispose();
        _source.Dispose();
    }

    private Volume? Peek() => _next ??= _volumes.MoveNext() ? _volumes.Current : null;

    private void Keep(Volume volume)
    {
        var key = _source.IsOneChannel ? 0 : volume.Header.C;
        if (_point.Remove(key, out var older))
            older.Dispose();
        _point.Add(key, volume);
    }
}
