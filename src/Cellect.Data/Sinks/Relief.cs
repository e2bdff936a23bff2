using System.Globalization;
using Cellect.Data.Status;
using Microsoft.Extensions.Logging;

namespace Cellect.Data.Sinks;

/// <summary>What is given up, one after the other, when volumes come faster than they are tracked.</summary>
internal enum ReliefStep
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Previews for viewers elsewhere.</summary>
    Previews,

    /// <summary>New pictures in the overlay.</summary>
    Overlay,

    /// <summary>The recording of volumes; tables and masks go on.</summary>
    StoredVolumes,

    /// <summary>Volumes, by <c>Ingest:WhenFull</c>.</summary>
    Volumes,
}

/// <summary>
/// Decides what rests while the pipeline is behind, so that what matters less is given up first, and tells. Ingest writes, anybody reads;
/// thread-safe.
/// </summary>
/// <param name="time">Clock.</param>
/// <param name="log">Gets each further step, and the end.</param>
internal sealed class Relief(TimeProvider time, ILogger log)
{
    // What the volumes of a moment cost must not make pictures flicker.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CalmForStorage = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private volatile ReliefStep _step;
    private volatile string? _alert;
    private long _pressed;
    private long _dropped;
    private DateTimeOffset _since;

    /// <summary>What there is to give up, for the alert.</summary>
    public IReadOnlyDictionary<ReliefStep, string> Parts { get; init; } = new Dictionary<ReliefStep, string>();

    /// <summary>How far it has come.</summary>
    public ReliefStep Step => _step;

    /// <summary>One sentence for a person at the microscope; null when all keeps up.</summary>
    public string? Alert => _alert;

    /// <summary>Whether a part must rest now.</summary>
    public bool Rests(ReliefStep part) => _step >= part;

    /// <summary>Ingest looks at the volumes that wait for the pipeline; often.</summary>
    /// <param name="waiting">How many do; beyond <paramref name="most"/> one is dropped.</param>
    /// <param name="most">How many may.</param>
    public void Press(int waiting, int most)
    {
        var pressed =
            waiting > most ? ReliefStep.Volumes
            : waiting == most ? ReliefStep.StoredVolumes
            : 2 * waiting >= most ? ReliefStep.Overlay
            : waiting > 0 ? ReliefStep.Previews
            : ReliefStep.None;
        if (pressed == ReliefStep.None && _step == ReliefStep.None)
            return;
        lock (_gate)
            Take(pressed);
    }

    private void Take(ReliefStep pressed)
    {
        if (pressed == ReliefStep.Volumes)
            _dropped++;
        if (pressed >= _step)
            _pressed = time.GetTimestamp();
        if (pressed > _step)
            Rise(pressed);
        else if (pressed < _step && time.GetElapsedTime(_pressed) >= (_step >= ReliefStep.StoredVolumes ? CalmForStorage : Calm))
            Fall();
        else if (pressed == ReliefStep.Volumes)
            _alert = Text();
    }

    private void Rise(ReliefStep to)
    {
        if (_step == ReliefStep.None)
            _since = time.GetUtcNow();
        _step = to;
        _alert = Text();
        ReliefLog.Behind(log, _alert);
    }

    // One step at a time: what is taken up again must not be what brings the pipeline behind again.
    private void Fall()
    {
        _pressed = time.GetTimestamp();
        _step--;
        _alert = _step == ReliefStep.None ? null : Text();
        if (_step != ReliefStep.None)
            return;
        ReliefLog.KeepsUp(log, _dropped);
        _dropped = 0;
    }

    private string Text()
    {
        var resting = Parts.Where(part => part.Key <= _step).OrderBy(part => part.Key).Select(part => part.Value).ToList();
        var rest = resting.Count == 0 ? "nothing is left to give up but volumes" : $"{string.Join(", ", resting)} rest";
        var dropped = _dropped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", and {_dropped} volumes were dropped");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"volumes come faster than they are tracked since {LocalTime.OfDay(_since)}: {rest}{dropped}; send fewer or smaller "
                + $"volumes, free the processor, or set Ingest:WhenFull to Wait"
        );
    }
}
