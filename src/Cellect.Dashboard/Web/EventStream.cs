using Cellect.Dashboard.Documents;
using Microsoft.AspNetCore.Http;

namespace Cellect.Dashboard.Web;

/// <summary>
/// Sends one browser the documents as they come (Server-sent events). It takes the newest of each kind when it is ready for more, so that
/// nothing queues; one that takes nothing for ten seconds is dropped.
/// </summary>
internal static class EventStream
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends until the browser goes or the service ends.</summary>
    /// <param name="context">The request.</param>
    /// <param name="shelf">The documents.</param>
    /// <param name="hello">What this browser may do, sent first: an event.</param>
    /// <param name="time">Clock.</param>
    /// <param name="ending">The service ends.</param>
    public static async Task SendAsync(HttpContext context, DocumentShelf shelf, byte[] hello, TimeProvider time, CancellationToken ending)
    {
        context.Response.ContentType = "text/event-stream";
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ending);
        try
        {
            await SendAsync(context, hello, time, over.Token);
            for (var sent = 0L; ; )
            {
                var changed = shelf.Changed;
                foreach (var document in shelf.Since(sent))
                {
                    await SendAsync(context, document.Bytes, time, over.Token);
                    sent = document.Version;
                }

                await changed.WaitAsync(over.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Gone, or too slow.
            context.Abort();
        }
    }

    private static async Task SendAsync(HttpContext context, byte[] bytes, TimeProvider time, CancellationToken over)
    {
        var sending = context.Response.BodyWriter.WriteAsync(bytes, over);
        // Most go out at once: no timer for those.
        if (sending.IsCompletedSuccessfully)
            return;
        using var late = new CancellationTokenSource(Patience, time);
        await sending.AsTask().WaitAsync(late.Token);
    }
}
