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
    private const string AuditWithoutRecording = "results/audit",
        Dose = "dose",
        Armings = "armings";

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
    /// <param name="confirms">Whether the model confirms its divisions: rules that wait for that are refused elsewhere.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">Lists every mistake in the rules.</exception>
    /// <exception cref="IOException">A file or an endpoint cannot be had.</exception>
    public TriggerSession(
        TriggerOptions triggers,
        MicroscopeOptions microscope,
        string recordDirectory,
        SessionServices services,
        Action<TriggerNews> tell,
        bool confirms = true
    )
        : this(triggers, microscope, recordDirectory, services, tell, Open(triggers, microscope, services), confirms) { }

    /// <inheritdoc cref="TriggerSession(TriggerOptions, MicroscopeOptions, string, SessionServices, Action{TriggerNews}, bool)"/>
    /// <param name="triggers">Checked options.</param>
    /// <param name="microscope">Checked ways to the microscope.</param>
    /// <param name="recordDirectory">Where the session is recorded; empty: nowhere.</param>
    /// <param name="services">Clock, meters, logs, and how settings are read anew.</param>
    /// <param name="tell">Told of what the triggers do; must not wait.</param>
    /// <param name="microscopes">The microscopes; owned.</param>
    /// <param name="confirms">Whether the model confirms its divisions: rules that wait for that are refused elsewhere.</param>
    internal TriggerSession(
        TriggerOptions triggers,
        MicroscopeOptions microscope,
        string recordDirectory,
        SessionServices services,
        Action<TriggerNews> tell,
        Microscopes microscopes,
        bool confirms = true
    )
    {
        var (time, log) = (services.Time, services.Logs.CreateLogger<TriggerSession>());
        var rules = RuleSource.Compile(triggers, microscope.Adapters.Keys, confirms);
        _microscopes = microscopes;
        // Before anything is opened: it is what can fail for a reason of the user's.
        var token = CommandToken.ReadOrMake(CommandToken.PathOf(triggers.CommandTokenFile, triggers.StateDirectory));
        _audit = new AuditLog(AuditDirectory(triggers, recordDirectory), time, log);
        var places = microscope.Adapters.ToDictionary(a => a.Key, a => a.Value.Place, StringComparer.OrdinalIgnoreCase);
        var (board, metrics, known) = (
            new TriggerStatusStore(triggers.Mode, time),
            new TriggerMetrics(services.Meters),
            new KnownSettings()
        );
        var state = StateFiles.Folder(triggers.StateDirectory);
        var meter = new DoseMeter(time, new DoseFiles(Path.Combine(state, Dose)), DoseGuard.Channels(places));
        var dose = new DoseGuard(triggers.Envelope, known, meter, places);
        var left = new LeftArmings(Path.Combine(state, Armings), _microscopes, places, microscope.Watchdog, time, log);
        var sender = new ActionSender(_microscopes, triggers.Envelope, known, dose, board, metrics, _audit, tell, time, log);
        var arming = new Arming(_microscopes, known, left, time);
        var limits = new LimitReport(triggers, known, dose, board);
        board.Change(s => TriggerJournal.InForce(s, rules.Book.Rules));
        _worker = new TriggerWorker(
            triggers,
            microscope.Adapters.Keys,
            arming,
            left,
            sender,
            known,
            dose,
            limits,
            board,
            _audit,
            tell,
            time,
            log
        );
        Sink = new TriggerSink(new RuleEngine(rules.Book), _worker, sender, dose, limits, board, metrics, _audit, tell, time, log)
        {
            Real = _microscopes.Real,
        };
        _audit.Append("rules", rules.Facts);
        try
        {
            _commands = new CommandServer(triggers.CommandEndpoint, _worker, new CommandGate(token, triggers.CommandToken, time), time);
        }
        catch
        {
            _ = DisposeAsync();
            throw;
        }

        board.Change(s => s with { Commands = _commands.Endpoint });
        if (services.Reread is { } reread)
            _reloader = new RuleReloader(triggers.RegionsFile, reread, microscope.Adapters.Keys, confirms, Sink, board, _audit, time, log);
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

    private static Microscopes Open(TriggerOptions triggers, MicroscopeOptions microscope, SessionServices services)
    {
        var log = services.Logs.CreateLogger<TriggerSession>();
        return new Microscopes(
            ActionAdapters.Open(microscope, services.Time, log),
            new WatchdogProcess(microscope, services.Time, log, Path.Combine(StateFiles.Folder(triggers.StateDirectory), Armings)),
            new StageMap(microscope.Calibration)
        );
    }

    private static string AuditDirectory(TriggerOptions triggers, string recordDirectory) =>
        triggers.AuditDirectory.Length > 0 ? triggers.AuditDirectory
        : recordDirectory.Length > 0 ? recordDirectory
        : AuditWithoutRecording;
}
