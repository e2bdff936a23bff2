using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Parts;

/// <summary>
/// Parts of a source that gives its volumes in the order of time and no other, as simulated specimens do: what comes before is made and
/// thrown away. The newest volume is kept.
/// </summary>
internal sealed class PartsInOrder : VolumeParts
{
    private readonly Func<IVolumeSource> _open;
    private readonly int _channel;
    private readonly VolumePool _pool = new();
    private IVolumeSource _source;
    private IEnumerator<Volume>? _volumes;
    private Volume? _kept;

    /// <param name="source">Opened, nothing read; owned.</param>
    /// <param name="open">Opens it once more.</param>
    /// <param name="channel">The channel that is wanted.</param>
    public PartsInOrder(IVolumeSource source, Func<IVolumeSource> open, int channel) =>
        (_source, _open, _channel) = (source, open, channel);

    public override ReadAccount Account { get; } = new();

    public override long PieceBytes => _source.Shape.Voxels * _source.Type.Bytes();

    public override VolumeShape Piece => _source.Shape;

    public override void Read(int t, VolumeBox box, Span<byte> voxels)
    {
        if (_kept is { } kept && kept.Header.T > t)
            Reopen();
        while (_kept is null || _kept.Header.T < t)
            if (!Next())
                throw new InvalidDataException($"{_source.Name}: there is no volume of time point {t}");
        if (_kept.Header.T != t)
            throw new InvalidDataException($"{_source.Name}: time point {t} cannot be read");
        VolumeBox.Copy(box, _kept.Bytes, VolumeBox.All(_source.Shape), voxels, box, _source.Type.Bytes());
    }

    private bool Next()
    {
        _volumes ??= _source.Read(_source.Name, _pool, default).GetEnumerator();
        while (_volumes.MoveNext())
        {
            var volume = _volumes.Current;
            if (!_source.IsOneChannel && volume.Header.C != _channel)
            {
                volume.Dispose();
                continue;
            }

            _kept?.Dispose();
            _kept = volume;
            Account.Add(volume.Bytes.Length, volume.Bytes.Length);
            return true;
        }

        return false;
    }

    private void Reopen()
    {
        _kept?.Dispose();
        _volumes?.Dispose();
        _source.Dispose();
        (_kept, _volumes, _source) = (null, null, _open());
    }

    public override void Dispose()
    {
        _kept?.Dispose();
        _volumes?.Dispose();
        _source.Dispose();
    }
}
