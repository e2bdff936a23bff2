using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Cellect.Data.Volumes;
using Cellect.Triggers.Reporting;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Audit;

/// <summary>
/// The audit log of a session: appended to from any thread, written by a task of its own, so that a slow disk makes nobody wait. Where
/// the disk fails or falls behind, entries are lost, the log says how many, and <see cref="Alert"/> tells.
/// </summary>
internal sealed class AuditLog : IAsyncDisposable
{
    private const int MostWaiting = 4096;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Channel<JsonObject> _waiting = Channel.CreateBounded<JsonObject>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );
    private readonly string _directory;
    private FileStream _file;
    private JsonObject? _rules;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _writing;
    private string _previous = AuditChain.Start;
    private long _number;
    private long _lost;
    private string? _alert;
    private string? _broken;
    private byte[] _last = [];

    /// <summary>Makes the file.</summary>
    /// <param name="directory">Its folder, made if it is not there.</param>
    /// <param name="time">Clock of the entries and of the file's name.</param>
    /// <param name="log">Gets the file's name and trouble.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public AuditLog(string directory, TimeProvider time, ILogger log)
    {
        (_time, _log, _directory) = (time, log, directory);
        System.IO.Directory.CreateDirectory(directory);
        Path = FreeName(directory, time.GetUtcNow());
        _file = NewFile(Path);
        _writing = Task.Run(WriteAsync);
        TriggerLog.Audit(log, Path);
    }

    /// <summary>The file.</summary>
    public string Path { get; private set; }

    /// <summary>What a person must know of the log; null when all is well. Any thread.</summary>
    public string? Alert => Volatile.Read(ref _alert);

    /// <summary>Why the file is not what was written any more; null: it is, as far as <see cref="Look"/> has seen.</summary>
    public string? Broken => Volatile.Read(ref _broken);

    /// <summary>Looks whether the file is still there and ends with what was written last.</summary>
    public void Look()
    {
        lock (_lock)
            if (_broken is null && Damage() is { } damage)
                Break(damage);
    }

    /// <summary>Begins a new file after one that was changed from outside; it says why, and has the rules in force.</summary>
    /// <returns>Null, or why there can be none.</returns>
    public string? TryRenew()
    {
        lock (_lock)
            try
            {
                System.IO.Directory.CreateDirectory(_directory);
                var (path, before, how) = (FreeName(_directory, _time.GetUtcNow(), Path), Path, _broken);
                var file = NewFile(path);
                _file.Dispose();
                (_file, Path, _previous, _number, _last) = (file, path, AuditChain.Start, 0, []);
                Volatile.Write(ref _broken, null);
                Volatile.Write(ref _alert, null);
                if (_rules is not null)
                    Write((JsonObject)_rules.DeepClone());
                Append("renewed", new() { ["after"] = before, ["why"] = how });
                TriggerLog.Audit(_log, path);
                return null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return e.Message;
            }
    }

    /// <summary>Appends an entry; never waits. Any thread.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="facts">Its content; owned by the log from now on.</param>
    public void Append(string kind, JsonObject facts)
    {
        facts.Insert(0, "kind", kind);
        facts.Insert(1, "at_ns", _time.UtcNanoseconds());
        if (kind == "rules")
            _rules = (JsonObject)facts.DeepClone();
        if (!_waiting.Writer.TryWrite(facts))
            Lose("the disk is too slow");
    }

    /// <summary>Writes what waits and closes the log with an entry that says so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_waiting.Writer.TryComplete())
            await _writing;
    }

    private async Task WriteAsync()
    {
        await foreach (var entry in _waiting.Reader.ReadAllAsync())
            Write(entry);
        Write(new JsonObject { ["kind"] = "closed", ["at_ns"] = _time.UtcNanoseconds() });
        await _file.DisposeAsync();
    }

    private void Write(JsonObject entry)
    {
        lock (_lock)
            WriteOne(entry);
    }

    private void WriteOne(JsonObject entry)
    {
        try
        {
            entry.Insert(0, "n", _number);
            if (Interlocked.Exchange(ref _lost, 0) is > 0 and var lost)
                entry["lost_before"] = lost;
            var json = entry.ToJsonString(Json);
            var hash = AuditChain.Hash(_previous, json);
            var line = Encoding.UTF8.GetBytes($"{hash} {json}\n");
            // Before the next line hides it.
            if (_broken is null && _file.Length != _file.Position)
                Break($"it was {_file.Position} bytes long and is {_file.Length}");
            _file.Write(line);
            _last = line;
            (_previous, _number) = (hash, _number + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Lose(e.Message);
        }
    }

    private string? Damage()
    {
        try
        {
            if (!_file.CanWrite)
                return null;
            using var seen = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (seen.Length != _file.Position)
                return $"it was {_file.Position} bytes long and is {seen.Length}";
            var end = new byte[_last.Length];
            seen.Position = seen.Length - end.Length;
            seen.ReadExactly(end);
            return end.AsSpan().SequenceEqual(_last) ? null : "its last line is not the one written";
        }
        catch (FileNotFoundException)
        {
            return "it was removed";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return e.Message;
        }
    }

    private void Break(string how)
    {
        Volatile.Write(ref _broken, $"the audit log {Path} was changed from outside: {how}");
        Volatile.Write(ref _alert, Broken);
        TriggerLog.AuditLost(_log, Path, how);
    }

    private void Lose(string why)
    {
        Interlocked.Increment(ref _lost);
        if (Interlocked.Exchange(ref _alert, $"the audit log of the triggers is not complete: {why}") is null)
            TriggerLog.AuditLost(_log, Path, why);
    }

    private static FileStream NewFile(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static string FreeName(string directory, DateTimeOffset now, string before = "")
    {
        var name = FormattableString.Invariant($"triggers-{now:yyyyMMdd-HHmmss}");
        var path = System.IO.Path.Combine(directory, name + ".audit");
        // The name of a log that was removed is not used again.
        for (var i = 2; File.Exists(path) || path == before; i++)
            path = System.IO.Path.Combine(directory, FormattableString.Invariant($"{name}-{i}.audit"));
        return path;
    }
}
