using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>
/// Writes volumes to the folder of their series, and knows how the disk fares: what it cannot take is counted, noted in the table as soon
/// as it can be, and told. Belongs to the writer's thread; the figures are read by anybody.
/// </summary>
internal sealed class VolumeDisk(RecordOptions options, SeriesFolders folders, TimeProvider time, ILogger log) : IDisposable
{
    private const int MostRowsKept = 100_000;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SpaceInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(20);

    private readonly Queue<VolumeHeader> _lostRows = [];
    private VolumeStore? _store;
    private int _run = -1;
    private long _lostOfSeries;
    private string _why = "";
    private string? _fault;
    private long _faulted;
    private long _looked;
    private long _free = long.MaxValue;
    private long _rateSince;
    private long _rateBytes;
    private long _stored;
    private long _lost;
    private double _rate;
    private volatile string[] _alerts = [];

    /// <summary>Volumes written since start.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>Volumes that could not be written since start.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Bytes written a second of late.</summary>
    public double BytesPerSecond => Volatile.Read(ref _rate);

    /// <summary>When the disk is full at this rate; null while nothing is written.</summary>
    public double? SecondsLeft =>
        BytesPerSecond > 0 && Volatile.Read(ref _free) is var free and < long.MaxValue
            ? Math.Max(0, free - options.MinimumFreeMegabytes) * (double)(1 << 20) / BytesPerSecond
            : null;

    /// <summary>Sentences for a person; any thread.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    /// <summary>Writes a volume, which stays the caller's.</summary>
    public void Write(Volume volume)
    {
        if (!TryOpen(volume.Header))
        {
            Lose(volume.Header, _fault ?? "the disk is nearly full");
            return;
        }

        try
        {
            var bytes = _store!.Append(volume);
            Interlocked.Increment(ref _stored);
            Count(bytes);
            WriteLostRows();
            Tell();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Fail(e);
            Lose(volume.Header, e.Message);
        }
    }

    /// <summary>A volume cannot be kept.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="why">For people.</param>
    public void Lose(VolumeHeader header, string why)
    {
        Interlocked.Increment(ref _lost);
        if (++_lostOfSeries == 1)
            Log.VolumesLost(log, header.Series, header.T, header.C, why);
        if (_lostRows.Count < MostRowsKept)
            _lostRows.Enqueue(header);
        _why = why;
        Tell();
    }

    public void Dispose()
    {
        try
        {
            WriteLostRows();
        }
        catch (IOException e)
        {
            Log.VolumeRowsLost(log, e, _lostRows.Count);
        }

        _store?.Dispose();
        _store = null;
    }

    private bool TryOpen(VolumeHeader header)
    {
        if (_run != header.Run)
        {
            Dispose();
            _lostRows.Clear();
            (_run, _fault, _lostOfSeries) = (header.Run, null, 0);
        }

        if (_fault is not null && time.GetElapsedTime(_faulted) < RetryInterval)
            return false;
        if (!HasRoom())
            return false;
        if (_store is not null)
            return true;
        try
        {
            var folder = folders.Of(header);
            _store = new VolumeStore(folder, options.VolumeCompression, options.VolumeChunks, options.VolumeLevels);
            Log.RecordingVolumes(log, header.Series, Path.Combine(folder, VolumeStore.ImageName));
            _fault = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Fail(e);
            return false;
        }
    }

    // Volumes must not take the last megabytes, which the tracks need.
    private bool HasRoom()
    {
        if (_looked == 0 || time.GetElapsedTime(_looked) >= SpaceInterval)
        {
            _looked = time.GetTimestamp();
            Volatile.Write(ref _free, RecordingFolder.FreeMegabytes(options.Directory));
        }

        return _free >= options.MinimumFreeMegabytes;
    }

    private void Fail(Exception cause)
    {
        (_fault, _faulted) = (cause.Message, time.GetTimestamp());
        Log.VolumesFailed(log, cause, options.Directory, RetryInterval.TotalSeconds);
        _store?.Dispose();
        _store = null;
    }

    private void WriteLostRows()
    {
        while (_store is not null && _lostRows.TryPeek(out var lost))
        {
            _store.AppendLost(lost);
            _lostRows.Dequeue();
        }
    }

    private void Count(long bytes)
    {
        if (_rateSince == 0)
            _rateSince = time.GetTimestamp();
        _rateBytes += bytes;
        var elapsed = time.GetElapsedTime(_rateSince);
        if (elapsed.TotalSeconds >= 1)
            Volatile.Write(ref _rate, _rateBytes / elapsed.TotalSeconds);
        if (elapsed < RateWindow)
            return;
        // Half the window is forgotten, so that the rate follows the stream.
        _rateBytes /= 2;
        _rateSince += (long)(elapsed.TotalSeconds / 2 * time.TimestampFrequency);
    }

    // A recording with holes is told until its series is over.
    private void Tell()
    {
        var alerts = new List<string>();
        if (_lostOfSeries > 0)
            alerts.Add(
                $"{_lostOfSeries} volumes of the series are not recorded ({_why}); tracking goes on; free space or use a faster disk for "
                    + $"'{options.Directory}', pack less (Record:VolumeCompression None) or keep only those around "
                    + $"events (Record:Volumes Ring)"
            );
        if (SecondsLeft is < 600 and var left)
            alerts.Add($"the disk of '{options.Directory}' is full in {left / 60:0} min at this rate; free space");
        _alerts = [.. alerts];
    }
}
