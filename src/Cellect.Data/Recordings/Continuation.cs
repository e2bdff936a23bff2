using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// Decides, once and for all who ask, which series of this service goes on with a recording that a crash cut short. Thread-safe.
/// </summary>
/// <param name="interrupted">The recording; null: there is none.</param>
internal sealed class Continuation(InterruptedRecording? interrupted)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, bool> _decided = [];
    private bool _taken;

    /// <summary>The recording that waits to be gone on with; null: none, or a series has gone on with it.</summary>
    public InterruptedRecording? Waiting
    {
        get
        {
            lock (_gate)
                return _taken ? null : interrupted;
        }
    }

    /// <summary>The recording with which the series of a volume goes on; null: it is a new series.</summary>
    /// <param name="header">Of any volume of it; the first that is asked about decides.</param>
    public InterruptedRecording? Of(VolumeHeader header)
    {
        if (interrupted is null)
            return null;
        lock (_gate)
        {
            if (!_decided.TryGetValue(header.Run, out var goesOn))
            {
                _decided[header.Run] = goesOn = !_taken && interrupted.GoesOnWith(header);
                _taken |= goesOn;
            }

            return goesOn ? interrupted : null;
        }
    }

    /// <summary>Somebody has changed the recording: nobody goes on with it.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _decided.Clear();
            _taken = true;
        }
    }
}
