using System.Diagnostics;
using System.IO.Ports;
using System.Text;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Adapters;

/// <summary>
/// Lines of text over a serial port, such as to a TTL box or a laser (docs/microscope.md, "Serial line"). A device that does not know keys
/// gets each line at most once: a pulse sent twice would be two pulses.
/// </summary>
internal sealed class SerialLink(string port, SerialOptions options) : IMicroscopeLink
{
    private const int MaxAnswerChars = 1_000;

    private SerialPort? _line;

    /// <inheritdoc/>
    public bool CanRead => false;

    /// <summary>Putting the recorded state back twice is as once; anything else only where the device sees the key.</summary>
    public bool IsRepeatable(ActionRequest request) =>
        request.Rule == ActionRequest.RestoreRule || SerialLines.AllCarryTheKey(request.Change, options.Lines);

    /// <inheritdoc/>
    public Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel) =>
        throw new NotSupportedException("a serial line is not read");

    /// <inheritdoc/>
    public Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel)
    {
        var lines = SerialLines.Of(request.Change, request.Key, options.Lines, out var refusal);
        return refusal is null
            ? OwnThread.RunAsync(() => Send(lines, sending, timeout))
            : Task.FromResult(new Attempt(AttemptResult.Refused, refusal));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private Attempt Send(IReadOnlyList<string> lines, Sending sending, TimeSpan timeout)
    {
        try
        {
            _line ??= Open(timeout);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Attempt(AttemptResult.NotSent, $"serial port {port} cannot be opened: {e.Message}");
        }

        try
        {
            sending.Sent();
            for (var i = 0; i < lines.Count; i++)
                if (Send(_line, lines[i], timeout) is { } problem)
                    return problem with
                    {
                        Detail = $"{problem.Detail}{(i > 0 ? $"; carried out before: {string.Join(", ", lines.Take(i))}" : "")}",
                    };
            return new Attempt(AttemptResult.Done, options.Acknowledge.Length == 0 ? "written; the line does not acknowledge" : "");
        }
        catch (Exception e) when (e is IOException or TimeoutException or InvalidOperationException or UnauthorizedAccessException)
        {
            Close();
            return new Attempt(AttemptResult.NoAnswer, $"serial port {port}: {e.Message}");
        }
    }

    /// <summary>Sends one line; null when it was carried out.</summary>
    private Attempt? Send(SerialPort line, string text, TimeSpan timeout)
    {
        // What comes from now on answers this line, unless the device is later than the timeout; it has no keys to tell.
        line.DiscardInBuffer();
        line.Write(text + End);
        if (options.Acknowledge.Length == 0)
            return null;
        var start = Stopwatch.GetTimestamp();
        var answer = new StringBuilder();
        while (timeout - Stopwatch.GetElapsedTime(start) is { TotalMilliseconds: >= 1 } left)
        {
            line.ReadTimeout = (int)left.TotalMilliseconds;
            var next = (char)line.ReadChar();
            if (next is not ('\r' or '\n') && answer.Length < MaxAnswerChars)
                answer.Append(next);
            else if (Judge(answer.ToString()) is { } judged)
                return judged.Result == AttemptResult.Done ? null : judged;
            else
                answer.Clear();
        }

        return Late(text, timeout);
    }

    private Attempt? Judge(string answer) =>
        answer.StartsWith(options.Acknowledge, StringComparison.Ordinal) ? new Attempt(AttemptResult.Done)
        : options.Refuse.Length > 0 && answer.StartsWith(options.Refuse, StringComparison.Ordinal)
            ? new Attempt(AttemptResult.Refused, MicroscopeReply.OneLine(answer))
        : null;

    private Attempt Late(string text, TimeSpan timeout) =>
        new(AttemptResult.NoAnswer, $"'{text}' was not acknowledged within {timeout.TotalSeconds:0.###} s");

    private string End =>
        options.LineEnd switch
        {
            LineEnd.Cr => "\r",
            LineEnd.CrLf => "\r\n",
            _ => "\n",
        };

    private SerialPort Open(TimeSpan timeout)
    {
        var line = new SerialPort(port, options.BaudRate) { WriteTimeout = (int)timeout.TotalMilliseconds };
        try
        {
            line.Open();
            return line;
        }
        catch
        {
            line.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _line?.Dispose();
        _line = null;
    }
}
