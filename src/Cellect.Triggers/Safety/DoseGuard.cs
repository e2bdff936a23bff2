using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Safety;

/// <summary>Keeps the light of any hour under the limit: counts what the microscopes are known to give, and says when it must
/// end.</summary>
/// <param name="limits">The limit, and what unknown light counts as.</param>
/// <param name="known">Settings of the microscopes.</param>
/// <param name="meter">The account of light.</param>
/// <param name="places">Where each adapter is: a channel of light keeps its account whatever its adapter is called.</param>
internal sealed class DoseGuard(EnvelopeOptions limits, KnownSettings known, DoseMeter meter, IReadOnlyDictionary<string, string> places)
{
    private const double LeastReserveSeconds = 0.5;
    private const double MostReserveSeconds = 30;
    private const double LookSeconds = 0.2;

    private readonly LightRates _rates = new(limits);
    private readonly Lock _lock = new();
    private double _slowestSeconds;
    private double _lateSeconds;

    /// <summary>Light ends so long before its limit. Putting a microscope back takes a moment: at least as long as its slowest answer of
    /// this arming, taken twice, and as late as this guard has been asked.</summary>
    public double ReserveSeconds
    {
        get
        {
            lock (_lock)
                return Math.Min(MostReserveSeconds, LeastReserveSeconds + (2 * _slowestSeconds) + _lateSeconds);
        }
    }

    /// <summary>Planes of a volume.</summary>
    public int Planes { get; set; } = 1;

    /// <summary>Why the account is not kept on disk; null: it is.</summary>
    public string? Trouble => meter.Trouble;

    /// <summary>Seconds of full power within the last hour.</summary>
    public double UsedSeconds => meter.UsedSeconds();

    /// <summary>An arming begins.</summary>
    /// <param name="slowestAnswer">The longest that a microscope took to tell its settings.</param>
    public void Begin(TimeSpan slowestAnswer)
    {
        lock (_lock)
            (_slowestSeconds, _lateSeconds) = (slowestAnswer.TotalSeconds, 0);
    }

    /// <summary>A microscope has answered.</summary>
    /// <param name="after">How long that took.</param>
    public void Answered(TimeSpan after)
    {
        lock (_lock)
            _slowestSeconds = Math.Max(_slowestSeconds, after.TotalSeconds);
    }

    /// <summary>Somebody is about to look whether the light must end.</summary>
    /// <param name="sinceLast">Time since the look before.</param>
    public void Looking(TimeSpan sinceLast)
    {
        lock (_lock)
            _lateSeconds = Math.Max(_lateSeconds, sinceLast.TotalSeconds - LookSeconds);
    }

    /// <summary>Counts from now on what is known of the microscopes.</summary>
    /// <param name="sinceSeconds">For how long it has been so already, for channels that were not known: the stream showed light.</param>
    public void Settle(double sinceSeconds = 0)
    {
        lock (_lock)
        {
            var rates = _rates.Of(known.Now, Planes);
            foreach (var (channel, rate) in rates)
                meter.Set(Place(channel), rate, sinceSeconds);
            if (!rates.ContainsKey(LightRates.Unknown))
                meter.Set(Place(LightRates.Unknown), 0);
        }
    }

    /// <summary>Takes the light of a change that is about to be sent. Until <see cref="Settle"/> the brighter of before and after
    /// counts.</summary>
    /// <returns>Null, or why it must not be sent.</returns>
    public string? TryTake(string adapter, MicroscopeSettings change)
    {
        var reserve = ReserveSeconds;
        lock (_lock)
        {
            foreach (var (channel, rate) in _rates.Of(known.After(adapter, change), Planes))
                if (meter.TryRaise(Place(channel), rate, limits.MaxDoseSecondsPerHour, reserve) is { } why)
                    return why;
            return null;
        }
    }

    /// <summary>Writes the account to disk.</summary>
    public void Keep() => meter.Keep();

    /// <summary>Why the light must end now; null: it need not.</summary>
    public string? Exhausted()
    {
        if (limits.MaxDoseSecondsPerHour is not { } max)
            return null;
        var (used, rate) = (meter.UsedSeconds(), meter.Rate());
        return used + (rate * ReserveSeconds) < max
            ? null
            : FormattableString.Invariant(
                $"the dose of this hour is used up: {used:0.###} of {max:0.###} s of full power, with {rate:0.####} more a second"
            );
    }

    /// <summary>The channels of light that these adapters have.</summary>
    public static IReadOnlyCollection<string> Channels(IReadOnlyDictionary<string, string> places) => [.. places.Values, UnknownOf(places)];

    private static string UnknownOf(IReadOnlyDictionary<string, string> places) =>
        $"{LightRates.Unknown} of {string.Join(", ", places.Values.Order(StringComparer.Ordinal))}";

    private string Place(string channel) => channel == LightRates.Unknown ? UnknownOf(places) : places.GetValueOrDefault(channel, channel);
}
