using System.Net;
using System.Net.Sockets;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>A real HTTP server on loopback.</summary>
internal sealed class HttpStandIn : IDisposable
{
    private readonly HttpListener _listener = new();

    public HttpStandIn(Func<HttpListenerContext, Task> handle)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync(handle);
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    public static async Task AnswerAsync(HttpListenerContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        await using (var writer = new StreamWriter(context.Response.OutputStream))
            await writer.WriteAsync(body);
        context.Response.Close();
    }

    public static async Task<string> BodyAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        return await reader.ReadToEndAsync();
    }

    private async Task ServeAsync(Func<HttpListenerContext, Task> handle)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = handle(context);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { }
    }
}
