using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Cellect.Data.Settings;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Reporting;
using Cellect.Triggers.Settings;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Watchdog;

/// <summary>The service's side of the watchdog: starts <c>cellect watchdog</c>, and writes the beats into its pipe.</summary>
internal sealed class WatchdogProcess(MicroscopeOptions options, TimeProvider time, ILogger log, string armings = "") : IWatchdog
{
    private const int BeatsInSilence = 8;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly List<string> _said = [];
    private Process? _process;
    private Channel<string>? _words;
    private Task _talking = Task.CompletedTask;
    private Task _listening = Task.CompletedTask;
    private string _arming = "";
    private string? _lost = "nothing is armed";
    private long _lastBeat;
    private bool _ending;

    /// <inheritdoc/>
    public string? Lost => Volatile.Read(ref _lost);

    /// <inheritdoc/>
    public async Task BeginAsync(string arming, IReadOnlyDictionary<string, MicroscopeSettings> recorded, CancellationToken cancel)
    {
        if (_process is not null)
            throw new InvalidOperationException($"the watchdog still watches arming {_arming}; end it first");
        (_arming, _ending) = (arming, false);
        _said.Clear();
        var order = new WatchdogOrder
        {
            Arming = arming,
            Record = armings.Length > 0 ? ArmingRecord.PathIn(armings, arming) : "",
            Options = options.Watchdog,
            Microscopes = [.. recorded.Select(r => new WatchedMicroscope(r.Key, options.Adapters[r.Key], r.Value))],
        };
        try
        {
            _process = Start();
            await _process.StandardInput.WriteLineAsync(order.Write().AsMemory(), cancel);
            await _process.StandardInput.FlushAsync(cancel);
            var first = await _process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(StartTimeout, time, cancel);
            if (first != WatchdogWords.Ready)
                throw new IOException($"the watchdog said '{first ?? "nothing"}' instead of '{WatchdogWords.Ready}'");
        }
        catch (Exception e)
            when (e is IOException or TimeoutException or System.ComponentModel.Win32Exception or OperationCanceledException)
        {
            Abandon();
            if (e is OperationCanceledException)
                throw;
            throw new IOException($"the watchdog could not be started: {e.Message}", e);
        }

        var (process, words) = (_process, Channel.CreateBounded<string>(new BoundedChannelOptions(2) { SingleReader = true }));
        _words = words;
        _talking = TalkAsync(process.StandardInput, words.Reader);
        _listening = ListenAsync(process);
        Volatile.Write(ref _lastBeat, time.GetTimestamp());
        Volatile.Write(ref _lost, null);
        ActionLog.Watching(log, process.Id, arming);
    }

    /// <inheritdoc/>
    public void Heartbeat()
    {
        var last = Volatile.Read(ref _lastBeat);
        if (_lost is not null || time.GetElapsedTime(last).TotalSeconds < options.Watchdog.HeartbeatSeconds / BeatsInSilence)
            return;
        if (Interlocked.CompareExchange(ref _lastBeat, time.GetTimestamp(), last) == last)
            _words?.Writer.TryWrite(WatchdogWords.Beat);
    }

    /// <inheritdoc/>
    public async Task<string> EndAsync(bool restored, CancellationToken cancel)
    {
        if (_process is null || _words is null)
            return "";
        _ending = true;
        Lose("disarmed", quietly: true);
        try
        {
            await _words.Writer.WriteAsync(restored ? WatchdogWords.Leave : WatchdogWords.Restore, cancel);
            _words.Writer.TryComplete();
            await _listening.WaitAsync(cancel);
        }
        catch (ChannelClosedException)
        {
            // It has gone before: what it said tells what it did.
            await _listening.WaitAsync(cancel);
        }
        finally
        {
            // One that takes longer goes on by itself.
            await FinishAsync();
        }

        lock (_said)
            return string.Join("; ", _said);
    }

    /// <summary>Ends the pipe: a watchdog that was not told to leave puts the microscope back.</summary>
    public async ValueTask DisposeAsync()
    {
        _ending = true;
        if (_process is not null)
            await FinishAsync();
    }

    private static Process Start()
    {
        var start = OwnProgram.Start("cellect", "watchdog");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Process.Start(start) ?? throw new IOException("no process");
    }

    private async Task TalkAsync(StreamWriter pipe, ChannelReader<string> words)
    {
        try
        {
            await foreach (var word in words.ReadAllAsync())
            {
                await pipe.WriteLineAsync(word);
                await pipe.FlushAsync();
            }
        }
        catch (IOException)
        {
            Lose("the watchdog's pipe is broken");
        }
    }

    private async Task ListenAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_said)
                _said.Add(line);
            if (line.StartsWith(WatchdogWords.Restoring, StringComparison.Ordinal))
                Lose($"it puts the microscope back: {line[WatchdogWords.Restoring.Length..]}");
        }

        Lose("its process has ended");
        _words?.Writer.TryComplete();
    }

    // The first reason is the one that matters.
    private void Lose(string reason, bool quietly = false)
    {
        if (Interlocked.CompareExchange(ref _lost, reason, null) is null && !quietly && !_ending)
            ActionLog.WatchdogLost(log, _arming, reason);
    }

    private async Task FinishAsync()
    {
        _words?.Writer.TryComplete();
        await _talking;
        Abandon();
        _words = null;
    }

    private void Abandon()
    {
        var process = _process;
        _process = null;
        Lose("disarmed", quietly: true);
        try
        {
            process?.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // The pipe was broken already.
        }

        process?.Dispose();
    }
}
