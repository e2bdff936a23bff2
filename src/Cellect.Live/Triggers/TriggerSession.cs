using Cellect.Live.Hosting;
using Cellect.Live.Triggers.Actions;
using Cellect.Live.Triggers.Actions.Calibration;
using Cellect.Live.Triggers.Actions.Watchdog;
using Cellect.Live.Triggers.Audit;
using Cellect.Live.Triggers.Control;
using Cellect.Live.Triggers.Rules;
using Cellect.Live.Triggers.Safety;
using Cellect.Live.Triggers.Delivery;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Triggers;

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
    /// <param name="options">Checked options.</param>
    /// <param name="services">Clock, meters, logs, and how settings are read anew.</param>
    /// <param name="tell">Told of what the triggers do; must not wait.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">Lists every mistake in the rules.</exception>
    /// <exception cref="IOException">A file or an endpoint cannot be had.</exception>
    public TriggerSession(CellectOptions options, SessionServices services, Action<TriggerNews> tell)
        : this(options, services, tell, Open(options, services))
    {
    }

    /// <inheritdoc cref="TriggerSession(CellectOptions, SessionServices, Action{TriggerNews})"/>
    /// <param name="options">Checked options.</param>
    /// <param name="services">Clock, meters, logs, and how settings are read anew.</param>
    /// <param name="tell">Told of what the triggers do; must not wait.</param>
    /// <param name="microscopes">The microscopes; owned.</param>
    internal TriggerSession(CellectOptions options, SessionServices services, Action<TriggerNews> tell, Microscopes microscopes)
    {
        var (triggers, time, log) = (options.Triggers, services.Time, services.Logs.CreateLogger<TriggerSession>());
        var rules = RuleSource.Compile(triggers, options.Microscope.Adapters.Keys);
        _microscopes = microscopes;
        _audit = new AuditLog(AuditDirectory(options), time, log);
        var (board, metrics, known, dose) = (new TriggerBoard(triggers.Mode), new TriggerMetrics(services.Meters), new KnownSettings(), new DoseMeter());
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
            _reloader = new RuleReloader(triggers.RegionsFile, reread, options.Microscope.Adapters.Keys, Sink, board, _audit, time, log);
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

    private static Microscopes Open(CellectOptions options, SessionServices services)
    {
        var log = services.Logs.CreateLogger<TriggerSession>();
        return new Microscopes(
            ActionAdapters.Open(options.Microscope, services.Time, log),
            new WatchdogProcess(options.Microscope, services.Time, log),
            new StageMap(options.Microscope.Calibration));
    }

    private static string AuditDirectory(CellectOptions options) =>
        options.Triggers.AuditDirectory.Length > 0 ? options.Triggers.AuditDirectory
        : options.Record.Directory.Length > 0 ? options.Record.Directory : AuditWithoutRecording;
}
