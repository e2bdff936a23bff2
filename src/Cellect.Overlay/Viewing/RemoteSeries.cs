using Cellect.Data.Messages;
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
    public void Join(MessageMap snapshot)
    {
        Flush();
        if (SnapshotMessage.ReadGeometry(snapshot) is not { } header)
            return;
        if (header.Series != _geometry?.Series)
            Begin(header);
        _geometry = header;
        var divisions = SnapshotMessage.ReadDivisions(snapshot);
        feeder.Join(
            [.. SnapshotMessage.ReadLineage(snapshot).Select(row => new TrackEntry(row.Track, row.Parent, row.FirstT, row.LastT))],
            [.. divisions.Select(d => DivisionEntry.Of(d.T, d.Division, header.VoxelMicrometres))]
        );
        if (header.T >= 0 && snapshot.Whole("linked_ns", 0) > 0 && header.T != _newest?.Header.T)
            Enter(
                TracksMessage.Read(snapshot, header) with
                {
                    Divisions = [.. divisions.Where(d => d.T == header.T).Select(d => d.Division)],
                }
            );
        if (!snapshot.Flag("active"))
            MarkEnded();
    }

    /// <summary>A series begins, or is over.</summary>
    public void Series(MessageMap message)
    {
        Flush();
        if (SeriesMessage.Begins(message))
        {
            Begin(SeriesMessage.ReadGeometry(message));
            return;
        }

        var summary = SeriesMessage.ReadEnd(message);
        _ended = true;
        feeder.End(summary);
    }

    /// <summary>A frame.</summary>
    public void Tracks(MessageMap message)
    {
        Flush();
        if (_geometry is { } geometry && geometry.Series == message.Text("series"))
            _pending = TracksMessage.Read(message, geometry);
    }

    /// <summary>A division of the frame that came last.</summary>
    public void Division(MessageMap message)
    {
        if (_pending is { } frame && frame.Header.T == message.Small("t"))
            _pending = frame with { Divisions = [.. frame.Divisions, DivisionMessage.Read(message)] };
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
