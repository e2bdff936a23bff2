using System.Globalization;

namespace Cellect.Triggers.Safety;

/// <summary>
/// Light within the last hour, in seconds of full power, one account for each channel of light. It is kept on disk and lives as long as the
/// computer: neither arming nor a new start empties it. Any thread.
/// </summary>
/// <remarks>
/// Within a run it counts on the monotonic clock. Between two runs a channel is taken to have shone at its last known rate; that time is
/// told by the monotonic clock too while the computer has not been started anew, and else by the clock of the wall, which may add light
/// but, where it was set back, never takes any away. Channels of other services count with the light that they had told of before this
/// service started.
/// </remarks>
internal sealed class DoseMeter
{
    private const double HourSeconds = 3600;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly DoseFiles? _files;
    private readonly Dictionary<string, List<LightSpan>> _channels = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyCollection<string> _own;
    private readonly long _start;

    /// <summary>Goes on from what the files tell.</summary>
    /// <param name="time">Clock.</param>
    /// <param name="files">Where it is kept; null: nowhere.</param>
    /// <param name="own">The channels of this service.</param>
    public DoseMeter(TimeProvider time, DoseFiles? files = null, IReadOnlyCollection<string>? own = null)
    {
        (_time, _files, _start) = (time, files, time.GetTimestamp());
        _own = own ?? [];
        foreach (var (channel, spans, gap) in files?.Read(time) ?? [])
        {
            if (!_own.Contains(channel, StringComparer.OrdinalIgnoreCase))
                spans.Add(new LightSpan(-gap, 0));
            _channels[channel] = spans;
        }
    }

    /// <summary>Why the light is not kept on disk; null: it is.</summary>
    public string? Trouble => _files?.Trouble;

    /// <summary>Light falls at another rate from now on.</summary>
    /// <param name="channel">Names the channel of light on this computer, whatever its adapter is called.</param>
    /// <param name="rate">Seconds of full power a second, 0 or above.</param>
    /// <param name="sinceSeconds">For how long it has done so already, where nothing was known of the channel.</param>
    public void Set(string channel, double rate, double sinceSeconds = 0)
    {
        lock (_lock)
            Write(channel, rate, sinceSeconds);
    }

    /// <summary>Takes light for a channel that may become brighter, if what is left of the limit lasts for a time.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="rate">What it may become; the higher of this and its present rate counts from now on.</param>
    /// <param name="limit">Most light within an hour; null: none.</param>
    /// <param name="seconds">How long the rest must last at the new rate of all channels.</param>
    /// <returns>Null, or why not; then nothing has changed.</returns>
    public string? TryRaise(string channel, double rate, double? limit, double seconds)
    {
        lock (_lock)
        {
            var (used, all) = (Used(), Rates());
            var now = _channels.TryGetValue(channel, out var spans) && spans.Count > 0 ? spans[^1].Rate : 0;
            if (limit is { } max && rate > now && used + ((all - now + rate) * seconds) >= max)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the dose left of this hour, {Math.Max(0, max - used):0.###} of {max:0.###} s of full power, "
                        + $"would last for less than {seconds:0.#} s at {all - now + rate:0.###} a second"
                );
            if (rate > now)
                Write(channel, rate, 0);
            return null;
        }
    }

    /// <summary>Writes the light so far to disk: what a power cut and a clock set back together can lose is what came since.</summary>
    public void Keep()
    {
        lock (_lock)
            foreach (var channel in _own.Where(_channels.ContainsKey))
                _files?.Write(_time, channel, _channels[channel], Now);
    }

    /// <summary>Seconds of full power of all channels within the hour before now.</summary>
    public double UsedSeconds()
    {
        lock (_lock)
            return Used();
    }

    /// <summary>Seconds of full power a second of all channels, now.</summary>
    public double Rate()
    {
        lock (_lock)
            return Rates();
    }

    private double Now => _time.GetElapsedTime(_start).TotalSeconds;

    private void Write(string channel, double rate, double sinceSeconds)
    {
        if (!_channels.TryGetValue(channel, out var spans))
            _channels.Add(channel, spans = []);
        if (spans.Count > 0 && spans[^1].Rate == rate)
            return;
        var now = Now;
        spans.Add(new LightSpan(spans.Count == 0 ? now - Math.Min(sinceSeconds, HourSeconds) : now, rate));
        while (spans.Count > 1 && now - spans[1].FromSeconds > HourSeconds)
            spans.RemoveAt(0);
        _files?.Write(_time, channel, spans, now);
    }

    private double Rates() => _channels.Values.Sum(spans => spans.Count > 0 ? spans[^1].Rate : 0);

    private double Used()
    {
        var (now, used) = (Now, 0.0);
        foreach (var spans in _channels.Values)
            for (var i = 0; i < spans.Count; i++)
            {
                var from = Math.Max(spans[i].FromSeconds, now - HourSeconds);
                var to = i + 1 < spans.Count ? spans[i + 1].FromSeconds : now;
                used += Math.Max(0, to - from) * spans[i].Rate;
            }

        return used;
    }
}

/// <summary>Light at one rate, until the next span of its channel.</summary>
/// <param name="FromSeconds">When it began, seconds since the meter's start; below 0: before.</param>
/// <param name="Rate">Seconds of full power a second.</param>
internal readonly record struct LightSpan(double FromSeconds, double Rate);
