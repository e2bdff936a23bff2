using System.Buffers;
using Cellect.Data.Regions;
using Cellect.Data.Status;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>The map <c>triggers</c> of topic <c>status</c>: what a panel shows of the triggers. Its lists are bounded in bytes, whatever
/// the rules say.</summary>
internal static class TriggerStatusMessage
{
    /// <summary>Most bytes of the rules and of the firings; the oldest that do not fit are left out.</summary>
    public const int MaxListBytes = 16_384;

    // What is read from elsewhere is held to what a service of Cellect may have.
    private const int MostRules = 100,
        MostActions = 8,
        LongestText = 120;
    private const long NanosecondsPerTick = 100;

    private static readonly MessageFields<RuleStatus> RuleFields = new()
    {
        { "name", rule => rule.Name },
        { "when", rule => rule.When },
        { "then", rule => rule.Then.Select(Cut).ToList() },
        { "fired", rule => rule.Fired },
        { "held_back", rule => rule.HeldBack },
        { "last_fired_ns", (ref writer, rule) => WriteTime(ref writer, rule.LastFired) },
        { "last_held_back_ns", (ref writer, rule) => WriteTime(ref writer, rule.LastHeldBack) },
        { "last_held_back_by", rule => rule.LastHeldBackBy },
    };

    private static readonly MessageFields<SafetyLimit> LimitFields = new()
    {
        { "name", limit => limit.Name },
        { "used", limit => limit.Used },
        { "least", limit => limit.Least },
        { "most", limit => limit.Most },
        { "unit", limit => limit.Unit },
    };

    // The key is that of the firing with -a and the place in the list.
    private static readonly MessageFields<FiredAction> ActionFields = new()
    {
        { "adapter", action => action.Adapter },
        { "asked", action => Cut(action.Asked) },
        { "outcome", action => action.Outcome },
        { "answer", action => Cut(action.Answer) },
        { "ms", action => action.Milliseconds },
    };

    private static readonly MessageFields<TriggerFiring> FiringFields = new()
    {
        { "at_ns", (ref writer, firing) => WriteTime(ref writer, firing.At) },
        { "rule", firing => firing.Rule },
        { "series", firing => firing.Series },
        { "t", firing => firing.T },
        { "key", firing => firing.Key },
        { "mode", firing => firing.Mode.ToString() },
        { "track", firing => firing.Track },
        { "place_um", firing => firing.Place is { } place ? (place.Z, place.Y, place.X) : null },
        { "held_back_by", firing => firing.HeldBackBy },
        { "actions", (ref writer, firing) => WriteList(ref writer, ActionFields, firing.Actions, MaxListBytes) },
    };

    private static readonly MessageFields<TriggerStatus> Fields = new()
    {
        { "mode", triggers => triggers.Mode.ToString() },
        { "armed_until_ns", (ref writer, triggers) => WriteTime(ref writer, triggers.ArmedUntil) },
        { "rules", triggers => triggers.Rules },
        { "fired", triggers => triggers.Fired },
        { "held_back", triggers => triggers.HeldBack },
        { "acknowledged", triggers => triggers.Acknowledged },
        { "refused", triggers => triggers.Refused },
        { "failed", triggers => triggers.Failed },
        { "last_firing", triggers => triggers.LastFiring },
        { "commands", triggers => triggers.Commands },
        { "putting_back", triggers => triggers.IsPuttingBack },
        { "last_disarming", triggers => triggers.LastDisarming },
        { "rule_list", (ref writer, triggers) => WriteList(ref writer, RuleFields, triggers.RuleDetails, MaxListBytes) },
        { "limits", (ref writer, triggers) => WriteList(ref writer, LimitFields, triggers.Limits, MaxListBytes) },
        { "firings", (ref writer, triggers) => WriteList(ref writer, FiringFields, triggers.Firings, MaxListBytes) },
        { "withheld", (ref writer, triggers) => WriteList(ref writer, FiringFields, triggers.Withheld, MaxListBytes / 2) },
    };

    /// <summary>Writes the map, or nil where there are no triggers.</summary>
    public static void Write(ref MessagePackWriter writer, TriggerStatus? triggers)
    {
        if (triggers is null)
            writer.WriteNil();
        else
            Fields.WriteMap(ref writer, triggers);
    }

    /// <summary>The triggers as the map tells them; lists that an older service does not send are empty.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static TriggerStatus Read(MessageMap map) =>
        new()
        {
            Mode = ReadMode(map),
            ArmedUntil = ReadTime(map, "armed_until_ns"),
            Rules = map.Small("rules"),
            Fired = map.Whole("fired"),
            HeldBack = map.Whole("held_back"),
            Acknowledged = map.Whole("acknowledged"),
            Refused = map.Whole("refused"),
            Failed = map.Whole("failed"),
            LastFiring = map.Text("last_firing"),
            Commands = map.Text("commands", ""),
            IsPuttingBack = map.Has("putting_back") && map.Flag("putting_back"),
            LastDisarming = map.Text("last_disarming", ""),
            RuleDetails = [.. map.Maps("rule_list").Take(MostRules).Select(ReadRule)],
            Limits = [.. map.Maps("limits").Take(MostRules).Select(ReadLimit)],
            Firings = [.. map.Maps("firings").Take(TriggerFiring.Most).Select(ReadFiring)],
            Withheld = [.. map.Maps("withheld").Take(TriggerFiring.Most).Select(ReadFiring)],
        };

    private static RuleStatus ReadRule(MessageMap rule) =>
        new()
        {
            Name = rule.Text("name"),
            When = rule.Text("when"),
            Then = rule.Texts("then"),
            Fired = rule.Whole("fired"),
            HeldBack = rule.Whole("held_back"),
            LastFired = ReadTime(rule, "last_fired_ns"),
            LastHeldBack = ReadTime(rule, "last_held_back_ns"),
            LastHeldBackBy = rule.Text("last_held_back_by"),
        };

    private static SafetyLimit ReadLimit(MessageMap limit) =>
        new(limit.Text("name"), limit.Has("used") ? limit.Number("used") : null, limit.Number("most"), limit.Text("unit"))
        {
            Least = limit.Number("least"),
        };

    private static TriggerFiring ReadFiring(MessageMap firing)
    {
        var key = firing.Text("key");
        return new TriggerFiring
        {
            At = ReadTime(firing, "at_ns") ?? DateTimeOffset.UnixEpoch,
            Rule = firing.Text("rule"),
            Series = firing.Text("series"),
            T = firing.Small("t"),
            Key = key,
            Mode = ReadMode(firing),
            Track = firing.Small("track"),
            Place = firing.Has("place_um") && firing.Triple("place_um") is var (z, y, x) ? new Position(z, y, x) : null,
            HeldBackBy = firing.Text("held_back_by"),
            Actions = [.. firing.Maps("actions").Take(MostActions).Select((action, i) => ReadAction(action, FiredAction.KeyOf(key, i)))],
        };
    }

    private static FiredAction ReadAction(MessageMap action, string key) =>
        new(key, action.Text("adapter"), action.Text("asked"), action.Text("outcome"))
        {
            Answer = action.Text("answer"),
            Milliseconds = action.Has("ms") ? action.Number("ms") : null,
        };

    private static TriggerMode ReadMode(MessageMap map) =>
        Enum.TryParse<TriggerMode>(map.Text("mode"), out var mode) && Enum.IsDefined(mode)
            ? mode
            : throw new InvalidDataException($"mode of the triggers is '{Cut(map.Text("mode"))}', which this viewer does not know");

    private static DateTimeOffset? ReadTime(MessageMap map, string key) =>
        map.Has(key) ? DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(map.Whole(key), 0, long.MaxValue) / NanosecondsPerTick) : null;

    private static void WriteTime(ref MessagePackWriter writer, DateTimeOffset? time)
    {
        if (time is { } known)
            writer.Write((known - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick);
        else
            writer.WriteNil();
    }

    private static void WriteList<T>(ref MessagePackWriter writer, MessageFields<T> fields, IReadOnlyList<T> items, int maxBytes)
    {
        var maps = new ArrayBufferWriter<byte>();
        var (count, length) = (0, 0);
        foreach (var item in items)
        {
            var map = new MessagePackWriter(maps);
            fields.WriteMap(ref map, item);
            map.Flush();
            if (maps.WrittenCount > maxBytes)
                break;
            (count, length) = (count + 1, maps.WrittenCount);
        }

        writer.WriteArrayHeader(count);
        writer.WriteRaw(maps.WrittenSpan[..length]);
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..(LongestText - 3)] + "...";
}
