using System.ComponentModel.DataAnnotations;
using Cellect.Data.Settings;
using Cellect.Triggers.Audit;
using Cellect.Triggers.Delivery;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Rules;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers;

/// <summary>
/// Looks every two seconds whether the settings' file or that of the regions has changed, and then reads the rules, and nothing else, anew.
/// Rules with mistakes are not used: the old ones stay, and an alert says what is wrong.
/// </summary>
internal sealed class RuleReloader : IAsyncDisposable
{
    private const string Settings = "appsettings.json";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string _regions;
    private readonly Func<IConfiguration> _read;
    private readonly IReadOnlyCollection<string> _adapters;
    private readonly bool _confirms;
    private readonly TriggerSink _sink;
    private readonly TriggerStatusStore _board;
    private readonly AuditLog _audit;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private string _seen;
    private int _looking;

    public RuleReloader(
        string regions,
        Func<IConfiguration> read,
        IReadOnlyCollection<string> adapters,
        bool confirms,
        TriggerSink sink,
        TriggerStatusStore board,
        AuditLog audit,
        TimeProvider time,
        ILogger log
    )
    {
        (_regions, _read, _adapters, _confirms) = (regions, read, adapters, confirms);
        (_sink, _board, _audit, _log) = (sink, board, audit, log);
        _seen = Fingerprint();
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) != 0)
            return;
        try
        {
            if (Fingerprint() is var now && now != _seen)
            {
                _seen = now;
                Reload();
            }
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private void Reload()
    {
        try
        {
            var mistakes = new List<string>();
            var options = RuleFile.Read(_read(), mistakes);
            if (mistakes.Count > 0)
                throw new ValidationException(string.Join(Environment.NewLine, mistakes));
            var (book, facts) = RuleSource.Compile(options, _adapters, _confirms);
            _sink.Use(new TriggerSink.RuleReload(book, facts));
            _board.Clear(TriggerAlerts.Rules);
            TriggerLog.Reloaded(_log, book.Rules.Count);
        }
        catch (Exception e)
        {
            // Whatever a half-written file makes the readers throw: the old rules go on.
            var message = (e.InnerException ?? e).Message.ReplaceLineEndings("; ");
            TriggerLog.NotReloaded(_log, message);
            _audit.Append("rules-refused", new() { ["mistakes"] = message });
            _board.Raise(
                TriggerAlerts.Rules,
                $"the changed rules have mistakes and are not used: {message}",
                "the old rules stay in force"
            );
        }
    }

    private string Fingerprint() => string.Join('|', new[] { ProgramFile.Find(Settings), _regions }.Select(Stamp));

    private static string Stamp(string? path) =>
        path is not null && new FileInfo(path) is { Exists: true } file
            ? FormattableString.Invariant($"{file.LastWriteTimeUtc.Ticks}:{file.Length}")
            : "";
}
