using Cellect.Data.Status;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Topic <c>trigger</c>: a rule fired, an action ended, the triggers were armed or disarmed.</summary>
internal static class TriggerMessage
{
    public const string Topic = "trigger";

    public static void Write(ref MessagePackWriter writer, in Envelope envelope, TriggerNews news)
    {
        envelope.Write(ref writer, Topic, more: 11);
        writer.Write("event");
        writer.Write(news.Event);
        writer.Write("mode");
        writer.Write(news.Mode.ToString());
        writer.Write("rule");
        writer.Write(news.Rule);
        writer.Write("key");
        writer.Write(news.Key);
        writer.Write("decided_t");
        writer.Write(news.T);
        writer.Write("track");
        writer.Write(news.Track);
        writer.Write("place_um");
        WritePlace(ref writer, news);
        writer.Write("detail");
        writer.Write(news.Detail);
        writer.Write("decided_ns");
        writer.Write(news.Stamps.DecidedNs);
        writer.Write("sent_ns");
        writer.Write(news.Stamps.SentNs);
        writer.Write("acknowledged_ns");
        writer.Write(news.Stamps.AcknowledgedNs);
    }

    private static void WritePlace(ref MessagePackWriter writer, TriggerNews news)
    {
        if (news.Place is not { } place)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(3);
        writer.Write(place.Z);
        writer.Write(place.Y);
        writer.Write(place.X);
    }
}
