using Cellect.Data.Status;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>trigger</c>: a rule fired, an action ended, the triggers were armed or disarmed.</summary>
internal static class TriggerMessage
{
    public const string Topic = "trigger";

    private static readonly MessageFields<TriggerNews> Fields = new()
    {
        { "event", news => news.Event },
        { "mode", news => news.Mode.ToString() },
        { "rule", news => news.Rule },
        { "key", news => news.Key },
        { "decided_t", news => news.T },
        { "track", news => news.Track },
        { "place_um", news => news.Place is { } place ? (place.Z, place.Y, place.X) : null },
        { "detail", news => news.Detail },
        { "decided_ns", news => news.Stamps.DecidedNs },
        { "sent_ns", news => news.Stamps.SentNs },
        { "acknowledged_ns", news => news.Stamps.AcknowledgedNs },
    };

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, TriggerNews news) =>
        envelope.Write(ref writer, Topic, Fields, news);
}
