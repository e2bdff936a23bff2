using System.Buffers;
using Cellect.Data.Biology;
using Cellect.Data.Messages;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Gate.Sockets;
using MessagePack;

namespace Cellect.Live.Publish;

/// <summary>Numbers, encodes and sends what the pipeline hands over; lives on the publisher's thread.</summary>
internal sealed class Broadcaster(
    Announcer announcer,
    TimeProvider time,
    Func<ServiceStatus> counts,
    ServicePorts ports,
    IReadOnlyList<Population>? populations
)
{
    private const int LatencyFrames = 256;

    private readonly long _run = time.UtcNanoseconds();
    private readonly ArrayBufferWriter<byte> _buffer = new(64 << 10);
    private readonly Dictionary<string, long> _lastOfTopic = [];
    private readonly SeriesState _state = new(populations);
    private readonly LatencyWindow _latency = new(LatencyFrames);
    private long _pub;
    private long _publishedTimestamp;

    /// <summary>Control requests answered with an error; written by the control server on the same thread.</summary>
    public long BadRequests { get; set; }

    public void Begin(VolumeHeader header)
    {
        _state.Begin(header);
        var writer = Open(out var envelope, SeriesMessage.Topic);
        SeriesMessage.WriteBegin(ref writer, envelope, header, _state.Populations);
        Send(ref writer, SeriesMessage.Topic);
    }

    public void Frame(TrackedFrame frame)
    {
        _state.Add(frame);
        var writer = Open(out var envelope, TracksMessage.Topic);
        TracksMessage.Write(ref writer, envelope, frame);
        Send(ref writer, TracksMessage.Topic);
        _latency.Add(envelope.Stamps);
        _publishedTimestamp = time.GetTimestamp();
        foreach (var division in frame.Divisions)
            Send(division, frame);
        foreach (var outcome in frame.Outcomes)
            Send(outcome, frame);
    }

    public void Trigger(TriggerNews news)
    {
        var writer = Open(out var envelope, TriggerMessage.Topic);
        TriggerMessage.Write(ref writer, envelope, news);
        Send(ref writer, TriggerMessage.Topic);
    }

    public void Analysis(AnalysisNews news)
    {
        var writer = Open(out var envelope, AnalysisMessage.Topic);
        AnalysisMessage.Write(ref writer, envelope, news);
        Send(ref writer, AnalysisMessage.Topic);
    }

    public void Merge(TrackMerge merge)
    {
        var writer = Open(out var envelope, MergeMessage.Topic);
        MergeMessage.Write(ref writer, envelope, merge);
        Send(ref writer, MergeMessage.Topic);
    }

    public void End(SeriesSummary summary)
    {
        _state.End(new SeriesEnd(summary, time.UtcNanoseconds()));
        var writer = Open(out var envelope, SeriesMessage.Topic);
        SeriesMessage.WriteEnd(ref writer, envelope, summary);
        Send(ref writer, SeriesMessage.Topic);
    }

    public void Status()
    {
        var writer = Open(out var envelope, StatusMessage.Topic);
        StatusMessage.Write(ref writer, envelope, ReadStatus());
        Send(ref writer, StatusMessage.Topic);
    }

    /// <summary>Answers the control request <c>status</c>: the same map, under the number of the last message published.</summary>
    public void WriteStatus(ref MessagePackWriter writer) => StatusMessage.Write(ref writer, Describe(_pub, _pub), ReadStatus());

    /// <summary>Answers the control request <c>snapshot</c>.</summary>
    public void WriteSnapshot(ref MessagePackWriter writer) => SnapshotMessage.Write(ref writer, Describe(_pub, _pub), _state);

    private void Send(in Division division, TrackedFrame frame)
    {
        var writer = Open(out var envelope, DivisionMessage.Topic);
        DivisionMessage.Write(ref writer, envelope, division, frame.TimeStep, frame.Header.C);
        Send(ref writer, DivisionMessage.Topic);
    }

    private void Send(in DivisionOutcome outcome, TrackedFrame frame)
    {
        var writer = Open(out var envelope, DivisionMessage.Topic);
        DivisionMessage.Write(ref writer, envelope, outcome, frame.TimeStep, frame.Header.C);
        Send(ref writer, DivisionMessage.Topic);
    }

    private MessagePackWriter Open(out Envelope envelope, string topic)
    {
        envelope = Describe(_pub + 1, _lastOfTopic.GetValueOrDefault(topic));
        _buffer.ResetWrittenCount();
        return new MessagePackWriter(_buffer);
    }

    private void Send(ref MessagePackWriter writer, string topic)
    {
        writer.Flush();
        _lastOfTopic[topic] = ++_pub;
        announcer.Publish(topic, _buffer.WrittenMemory);
    }

    private Envelope Describe(long pub, long prev)
    {
        var header = _state.Newest?.Header ?? _state.Header;
        var stamps = _state.Newest?.Stamps
            ?? new LatencyStamps(header?.ExposureEndNs ?? 0, header?.ReceivedNs ?? 0, header?.AssembledNs ?? 0, 0, 0, 0);
        return new Envelope(
            _run,
            pub,
            prev,
            header?.Series ?? "",
            header?.Seq ?? 0,
            header?.T ?? -1,
            stamps with
            {
                PublishedNs = time.UtcNanoseconds(),
            }
        );
    }

    private LiveStatus ReadStatus() =>
        new(
            _state.Active,
            counts(),
            _state.Cells.Count,
            _state.Lineage.Count,
            _state.Divisions.Count,
            _state.Newest is null ? null : time.GetElapsedTime(_publishedTimestamp).TotalSeconds,
            _latency,
            BadRequests,
            ports
        );
}
