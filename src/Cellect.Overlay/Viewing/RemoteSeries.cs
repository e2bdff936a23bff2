using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Viewing;

/// <summary>Follows what a service publishes and hands it to a display: tracks and image of one time point come together.</summary>
internal sealed class RemoteSeries(SeriesFeeder feeder, SnapshotFeed feed, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PatienceWithPreviews = TimeSpan.FromSeconds(5);

    private VolumeHeader? _geometry;
    private TrackedFrame? _newest;
    private TrackedFrame? _pending;
    private Volume? _early;
    private long? _imageAt;
    private int _imageless;
    private bool _ended;

    /// <summary>True when previews are published: then frames wait for theirs.</summary>
    public bool HasPreviews { get; set; }

    /// <summary>What a snapshot tells: everything so far, at once.</summary>
    public void Join(RemoteMap snapshot)
    {
        Flush();
        if (!snapshot.Has("shape"))
            return;
        var header = RemoteFrames.Header(snapshot);
        if (header.Series != _geometry?.Series)
            Begin(header);
        _geometry = header;
        feeder.Join(
            RemoteFrames.Tracks(snapshot.Map("lineage")),
            RemoteFrames.Divisions(snapshot.Map("divisions"), header.VoxelMicrometres)
        );
        if (header.T >= 0 && snapshot.Whole("linked_ns", 0) > 0 && header.T != _newest?.Header.T)
            Enter(RemoteFrames.Frame(snapshot, header) with { Divisions = RemoteFrames.DivisionsOf(snapshot.Map("divisions"), header.T) });
        if (!snapshot.Flag("active"))
            MarkEnded();
    }

    /// <summary>A series begins, or is over.</summary>
    public void Series(RemoteMap message)
    {
        Flush();
        if (message.Text("event") == "begin")
        {
            Begin(RemoteFrames.Header(message));
            return;
        }

        var ledger = message.Map("ledger").Counts();
        _ended = true;
        feeder.End(new SeriesSummary(message.Text("series"), message.Text("reason"), ledger, message.Whole("expected")));
    }

    /// <summary>A frame.</summary>
    public void Tracks(RemoteMap message)
    {
        Flush();
        if (_geometry is { } geometry && geometry.Series == message.Text("series"))
            _pending = RemoteFrames.Frame(message, geometry);
    }

    /// <summary>A division of the frame that came last.</summary>
    public void Division(RemoteMap message)
    {
        if (_pending is { } frame && frame.Header.T == message.Small("t"))
            _pending = frame with { Divisions = [.. frame.Divisions, RemoteFrames.Division(message, frame.Cells)] };
    }

    /// <summary>An image; owned from here on.</summary>
    public void Image(Volume volume)
    {
        Flush();
        if (_geometry is not { } geometry || volume.Header.Series != geometry.Series)
        {
            volume.Dispose();
        }
        else if (volume.Header.C != geometry.C)
        {
            using (volume)
                feed.Others.See(volume);
        }
        else if (feeder.Has(volume.Header.T))
        {
            Show(volume);
        }
        else
        {
            _early?.Dispose();
            _early = volume;
        }
    }

    /// <summary>No division of the last frame will follow: it is entered. Also called when nothing has come for a moment.</summary>
    public void Flush()
    {
        if (_pending is not { } frame)
            return;
        _pending = null;
        Enter(frame);
    }

    /// <inheritdoc/>
    public void Dispose() => _early?.Dispose();

    private void Begin(VolumeHeader header)
    {
        _geometry = header;
        _newest = null;
        _ended = false;
        _early?.Dispose();
        _early = null;
        feeder.Begin(header.Series);
    }

    private void MarkEnded()
    {
        if (!_ended)
            feed.Status = feed.Status with { Ended = true };
        _ended = true;
    }

    private void Enter(TrackedFrame frame)
    {
        _newest = frame;
        feeder.Add(frame);
        if (_early is { } image && image.Header.T <= frame.Header.T)
        {
            _early = null;
            if (feeder.Has(image.Header.T))
            {
                Show(image);
                return;
            }

            image.Dispose();
        }

        // Cells without their image are better than none: at first, and where images have ceased to come.
        _imageless++;
        if (!HasPreviews || _imageAt is not { } at || (_imageless > 3 && time.GetElapsedTime(at) > PatienceWithPreviews))
            feeder.PostNewest(null);
    }

    private void Show(Volume image)
    {
        _imageAt = time.GetTimestamp();
        _imageless = 0;
        feeder.Post(image.Header.T, image);
    }
}
