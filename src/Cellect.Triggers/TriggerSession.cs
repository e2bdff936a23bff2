using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Triggers.Adapters;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Control;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Rules;
using Cellect.Triggers.Safety;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Stage;
using Cellect.Triggers.Watchdog;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers;

/// <summary>The parts of the triggers, put together.</summary>
internal sealed class TriggerSession : IAsyncDisposable
{
    private const string AuditWithoutRecording = "results/audit";

    private readonly Microscopes _microscopes;
    private readonly AuditLog _audit;
    private readonly TriggerWorker _worker;
    private readonly CommandServer _commands;
    private readonly RuleReloader? _reloader;

    /// <summary>Checks the rules and opens everything; nothing is sent before arming.</summary>
    /// <param name="triggers">Checked options.</param>
    /// <param name="microscope">Checked ways to the microscope.</param>
    /// <param name="recordDirectory">Where the session is recorded; empty: nowhere.</param>
    /// <param name="services">Clock, meters, logs, and how settings are read anew.</param>
    /// <param name="tell">Told of what the triggers do; must not wait.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">Lists every mistake in the rules.</exception>
    /// <exception cref="IOException">A file or an endpoint cannot be had.</exception>
    public TriggerSession(
        TriggerOptions triggers,
        MicroscopeOptions microscope,
        string recordDirectory,
        SessionServices services,
        Action<TriggerNews> tell
    )
        : this(triggers, microscope, recordDirectory, services, tell, Open(microscope, services)) { }

    /// <inheritdoc cref="TriggerSession(TriggerOptions, MicroscopeOptions, string, SessionServices, Action{TriggerNews})"/>
    /// <param name="triggers">Checked options.</param>
    /// <param name="microscope">Checked ways to the microscope.</param>
    /// <param name="recordDirectory">Where the session is recorded; empty: nowhere.</param>
    /// <param name="services">Clock, meters, logs, and how settings are read anew.</param>
    /// <param name="tell">Told of what the triggers do; must not wait.</param>
    /// <param name="microscopes">The microscopes; owned.</param>
    internal TriggerSession(
        TriggerOptions triggers,
        MicroscopeOptions microscope,
        string recordDirectory,
        SessionServices services,
        Action<TriggerNews> tell,
        Microscopes microscopes
    )
    {
        var (time, log) = (services.Time, services.Logs.CreateLogger<TriggerSession>());
        var rules = RuleSource.Compile(triggers, microscope.Adapters.Keys);
        _microscopes = microscopes;
        _audit = new AuditLog(AuditDirectory(triggers, recordDirectory), time, log);
        var (board, metrics, known, dose) = (
            new TriggerStatusStore(triggers.Mode),
            new TriggerMetrics(services.Meters),
            new KnownSettings(),
            new DoseMeter()
        );
        var sender = new ActionSender(_microscopes, triggers.Envelope, known, dose, board, metrics, _audit, tell, time, log);
        _worker = new TriggerWorker(triggers, new Arming(_microscopes, known, time), sender, known, dose, board, _audit, tell, time, log);
        Sink = new TriggerSink(new RuleEngine(rules.Book), _worker, sender, board, metrics, _audit, tell, time, log);
        board.Change(s => s with { Rules = rules.Book.Rules.Count });
        _audit.Append("rules", rules.Facts);
        try
        {
            _commands = new CommandServer(triggers.CommandEndpoint, _worker);
        }
        catch
        {
            _ = DisposeAsync();
            throw;
        }

        if (services.Reread is { } reread)
            _reloader = new RuleReloader(triggers.RegionsFile, reread, microscope.Adapters.Keys, Sink, board, _audit, time, log);
        TriggerLog.Ready(log, rules.Book.Rules.Count, triggers.Mode, _commands.Endpoint);
    }

    /// <summary>The sink of the pipeline.</summary>
    public TriggerSink Sink { get; }

    /// <summary>Arms, disarms, stops and tells the status.</summary>
    public ITriggerControl Control => _worker;

    /// <summary>Where commands are taken, with the true port.</summary>
    public string CommandEndpoint => _commands.Endpoint;

    /// <summary>The audit log.</summary>
    public string AuditPath => _audit.Path;

    /// <summary>What a person at the microscope must know now.</summary>
    public IReadOnlyList<string> Alerts => [.. Control.Status.Alerts, .. _audit.Alert is { } alert ? [alert] : Array.Empty<string>()];

    /// <summary>Disarms, puts the microscope back, closes the audit log.</summary>
    public async ValueTask DisposeAsync()
    {
        _commands?.Dispose();
        if (_reloader is not null)
            await _reloader.DisposeAsync();
        await _worker.DisposeAsync();
        await _microscopes.DisposeAsync();
        await _audit.DisposeAsync();
    }

    private static Microscopes Open(MicroscopeOptions microscope, SessionServices services)
    {
        var log = services.Logs.CreateLogger<TriggerSession>();
        return new Microscopes(
            ActionAdapters.Open(microscope, services.Time, log),
            new WatchdogProcess(microscope, services.Time, log),
            new StageMap(microscope.Calibration)
        );
    }

    private static string AuditDirectory(TriggerOptions triggers, string recordDirectory) =>
        triggers.AuditDirectory.Length > 0 ? triggers.AuditDirectory
        : recordDirectory.Length > 0 ? recordDirectory
        : AuditWithoutRecording;
}
