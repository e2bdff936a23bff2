using Cellect.Triggers.Actions;
using Cellect.Triggers.Reporting;
using Microsoft.Extensions.Logging;

namespace Cellect.Triggers.Adapters;

/// <summary>Requests over ZeroMQ to any script that answers them (docs/microscope.md, "ZeroMQ"). Replies to another request are known by
/// their key and passed over.</summary>
internal sealed class ZeroMqLink(string name, string endpoint, MessageForm form, ILogger log) : IMicroscopeLink
{
    private readonly RequestSocket _socket = new(endpoint, MicroscopeReply.MaxBytes, log);
    private long _badReplies;

    /// <inheritdoc/>
    public bool CanRead => true;

    /// <inheritdoc/>
    public bool IsRepeatable(ActionRequest request) => true;

    /// <inheritdoc/>
    public Task<Attempt> ReadAsync(TimeSpan timeout, CancellationToken cancel)
    {
        var key = $"read-{Guid.NewGuid():N}";
        return OwnThread.RunAsync(() => Exchange(key, RequestJson.Read(key), null, timeout, cancel));
    }

    /// <inheritdoc/>
    public Task<Attempt> SendAsync(ActionRequest request, Sending sending, TimeSpan timeout, CancellationToken cancel) =>
        OwnThread.RunAsync(() =>
            Exchange(request.Key, RequestJson.Action(request, sending.Attempts + 1, sending.NowNs), sending.Sent, timeout, cancel)
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private Attempt Exchange(string key, byte[] json, Action? sent, TimeSpan timeout, CancellationToken cancel)
    {
        MicroscopeReply? answer = null;
        var problem = "";
        var end = _socket.Exchange(
            MessageCodec.Encode(json, form),
            sent,
            body => (answer = Read(body, ref problem)) is { } reply && reply.Key == key,
            timeout,
            cancel
        );
        return end switch
        {
            Exchanged.NotSent => new Attempt(AttemptResult.NotSent, $"nobody takes messages at {endpoint}"),
            Exchanged.NoAnswer => new Attempt(
                AttemptResult.NoAnswer,
                $"no acknowledgement from {endpoint} within {timeout.TotalSeconds:0.###} s{problem}"
            ),
            _ when answer!.Ok => new Attempt(AttemptResult.Done, answer.Error, answer.Settings),
            _ => new Attempt(AttemptResult.Refused, answer.Error.Length > 0 ? answer.Error : "refused without a reason", answer.Settings),
        };
    }

    private MicroscopeReply? Read(byte[]? body, ref string problem)
    {
        try
        {
            return MessageCodec.Decode(body ?? throw new FormatException("more parts than the one of a reply"));
        }
        catch (FormatException e)
        {
            problem = $"; a reply could not be read: {e.Message}";
            if (_badReplies++ == 0)
                ActionLog.BadReply(log, name, $"a reply from {endpoint} cannot be read: {e.Message}");
            return null;
        }
    }
}
