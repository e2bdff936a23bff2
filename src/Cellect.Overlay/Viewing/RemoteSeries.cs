using Cellect.Data.Messages;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Viewing;

/// <summary>Follows what a service publishes and hands it to a display: tracks and image of one time point come together.</summary>
internal sealed class RemoteSeries(SeriesFeeder feeder, SnapshotFeed feed, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan PatienceWithPreviews = TimeSpan.FromSeconds(5),
        PatienceWithDivisions = TimeSpan.FromSeconds(1);

    private JoinedFrames _frames = new(1);
    private VolumeHeader? _geometry;
    private TrackedFrame? _newest;
    private TrackedFrame? _pending;
    private long _awaited;
    private long _pendingSince;
    private Volume? _early;
    private long? _imageAt;
    private int _imageless;
    private long _lacksSince;
    private bool _ended;

    /// <summary>True when previews are published: then frames wait for theirs.</summary>
    public bool HasPreviews { get; set; }

    /// <summary>The acquisition run; null before the first one.</summary>
    public string? Name => _geometry?.Series;

    /// <summary>Whether a frame of it has come.</summary>
    public bool HasFrames => _newest is not null;

    /// <summary>Whether frames go without images that are awaited.</summary>
    public bool LacksImages => HasPreviews && _imageless > 0 && time.GetElapsedTime(_lacksSince) > PatienceWithPreviews;

    /// <summary>Whether it is over.</summary>
    public bool IsOver => _ended;

    /// <summary>How it ended; null before that, and where the service does not tell.</summary>
    public SeriesEnd? End { get; private set; }

    /// <summary>What a snapshot tells: everything so far, at once.</summary>
    public void Join(MessageMap snapshot)
    {
        Flush();
        if (SnapshotMessage.ReadGeometry(snapshot) is not { } header)
        {
            // A service that was started anew: what is shown is of the one before.
            (_geometry, _newest, _ended, End) = (null, null, false, null);
            return;
        }

        if (header.Series != _geometry?.Series)
            Begin(header, PopulationFields.Read(snapshot));
        _geometry = header;
        var divisions = SnapshotMessage.ReadDivisions(snapshot);
        feeder.Join(
            [.. SnapshotMessage.ReadLineage(snapshot).Select(row => new TrackEntry(row.Track, row.Parent, row.FirstT, row.LastT))],
            [.. divisions.Select(d => DivisionEntry.Of(d.T, d.Division, header.VoxelMicrometres))]
        );
        if (header.T >= 0 && snapshot.Whole("linked_ns", 0) > 0 && header.T != _newest?.Header.T)
            EnterWhole(
                TracksMessage.Read(snapshot, header) with
                {
                    Divisions = [.. divisions.Where(d => d.T == header.T).Select(d => d.Division)],
                    Parts = PopulationFields.ReadParts(snapshot),
                }
            );
        if (!snapshot.Flag("active"))
            MarkEnded(SnapshotMessage.ReadEnd(snapshot));
    }

    /// <summary>A series begins, or is over.</summary>
    public void Series(MessageMap message)
    {
        Flush();
        if (SeriesMessage.Begins(message))
        {
            Begin(SeriesMessage.ReadGeometry(message), PopulationFields.Read(message));
            return;
        }

        MarkEnded(SeriesMessage.ReadEnd(message));
    }

    /// <summary>A frame.</summary>
    public void Tracks(MessageMap message)
    {
        Flush();
        if (_geometry is not { } geometry || geometry.Series != message.Text("series"))
            return;
        (_pending, _awaited, _pendingSince) = (
            TracksMessage.Read(message, geometry),
            TracksMessage.ReadDivisions(message),
            time.GetTimestamp()
        );
        if (_awaited == 0)
            Flush();
    }

    /// <summary>What the tracks mean so far, told since this display follows.</summary>
    public void Analysis(MessageMap message)
    {
        if (_geometry?.Series == message.Text("series"))
            feed.Biology.Add(AnalysisMessage.Read(message));
    }

    /// <summary>A division of the frame that came last, or what has become of one that was told before.</summary>
    public void Division(MessageMap message)
    {
        if (_pending is not { } frame || frame.Header.T != message.Small("t"))
            return;
        _pending = DivisionMessage.ReadOutcome(message) is { } outcome
            ? frame with
            {
                Outcomes = [.. frame.Outcomes, outcome],
            }
            : frame with
            {
                Divisions = [.. frame.Divisions, DivisionMessage.Read(message)],
            };
        if (_pending.Divisions.Count + _pending.Outcomes.Count == _awaited)
            Flush();
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

    /// <summary>Nothing has come for a moment: the last frame is entered unless divisions of it are known to follow.</summary>
    public void Rest()
    {
        if (_awaited < 0 || time.GetElapsedTime(_pendingSince) > PatienceWithDivisions)
            Flush();
    }

    /// <summary>No division of the last frame will follow: it is entered.</summary>
    public void Flush()
    {
        if (_pending is not { } frame)
            return;
        _pending = null;
        Enter(frame);
    }

    /// <inheritdoc/>
    public void Dispose() => _early?.Dispose();

    private void Begin(VolumeHeader header, IReadOnlyList<Population> populations)
    {
        feeder.Populations = populations;
        _frames = new JoinedFrames(populations.Count);
        _geometry = header;
        _newest = null;
        (_ended, End) = (false, null);
        _early?.Dispose();
        _early = null;
        feeder.Begin(header.Series);
    }

    private void MarkEnded(SeriesEnd? end)
    {
        if (_frames.Take() is { } last)
            EnterWhole(last);
        if (end is not null)
            feeder.End(end.Summary);
        else if (!_ended)
            feed.Status = feed.Status with { Ended = true };
        (_ended, End) = (true, end);
    }

    private void Enter(TrackedFrame frame)
    {
        foreach (var whole in _frames.Add(frame))
            EnterWhole(whole);
    }

    private void EnterWhole(TrackedFrame frame)
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
        if (_imageless++ == 0)
            _lacksSince = time.GetTimestamp();
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
