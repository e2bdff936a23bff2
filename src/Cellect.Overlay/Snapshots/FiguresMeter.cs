using Cellect.Data.Ledger;
using Cellect.Data.Status;

namespace Cellect.Overlay.Snapshots;

/// <summary>Turns the service's counts into figures; on the thread that draws.</summary>
internal sealed class FiguresMeter(TimeProvider time)
{
    // Long enough for slow microscopes, short enough to see one stop.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    private readonly Queue<(long At, long In, long Out)> _samples = new();
    private long _last;

    /// <summary>The figures now.</summary>
    public ServiceFigures Read(ServiceStatus? counts)
    {
        if (counts is null)
            return ServiceFigures.None;
        var (dropped, missing) = (0L, 0L);
        foreach (var (state, number) in counts.Ledger)
            if (state.StartsWith(LedgerStates.DroppedPrefix, StringComparison.Ordinal))
                dropped += number;
            else if (state is not (LedgerStates.Processed or LedgerStates.InFlight))
                missing += number;
        var rates = Rates(counts.VolumesIn, counts.VolumesOut);
        return new ServiceFigures
        {
            VolumesInPerSecond = rates?.In,
            VolumesOutPerSecond = rates?.Out,
            Dropped = dropped,
            Missing = missing,
            Unused = UnusedOf(counts.Ingest),
            Device = counts.Device,
            Scale = counts.Scale?.ToString() ?? "",
            Learned = counts.Learned,
            Alerts = counts.Alerts,
        };
    }

    // Those of use, and those that never came, are told elsewhere.
    private static string UnusedOf(IReadOnlyDictionary<string, long> messages) =>
        string.Join(
            ", ",
            messages.Where(m => m.Value > 0 && m.Key is not ("messages" or "useful" or "lost")).Select(m => $"{m.Value} {m.Key}")
        );

    // Both over the same time, so that they can be compared.
    private (double In, double Out)? Rates(long volumes, long tracked)
    {
        var now = time.GetTimestamp();
        if (volumes < _last)
            _samples.Clear();
        _last = volumes;
        if (_samples.Count == 0 || time.GetElapsedTime(_samples.Last().At, now) >= Spacing)
            _samples.Enqueue((now, volumes, tracked));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
        var (at, beforeIn, beforeOut) = _samples.Peek();
        var elapsed = time.GetElapsedTime(at, now);
        return elapsed >= Spacing ? ((volumes - beforeIn) / elapsed.TotalSeconds, (tracked - beforeOut) / elapsed.TotalSeconds) : null;
    }
}
