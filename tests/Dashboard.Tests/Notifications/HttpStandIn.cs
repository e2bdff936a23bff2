using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Cellect.Dashboard.Tests.Notifications;

/// <summary>A webhook on loopback that keeps what it was sent.</summary>
internal sealed class HttpStandIn : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SemaphoreSlim _came = new(0);

    /// <param name="answers">Status codes of the first requests; then 200.</param>
    public HttpStandIn(params int[] answers)
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync(new Queue<int>(answers));
    }

    public string Address { get; }

    public ConcurrentQueue<(string Path, WebHeaderCollection Headers, string Body)> Requests { get; } = new();

    /// <summary>Where requests are sent on to, with the answer 302.</summary>
    public string RedirectTo { get; set; } = "";

    public async Task<string> NextAsync()
    {
        Assert.True(await _came.WaitAsync(TimeSpan.FromSeconds(60)), "no request came");
        return Requests.Last().Body;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync(Queue<int> answers)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                var headers = new WebHeaderCollection { context.Request.Headers };
                Requests.Enqueue((context.Request.Url!.PathAndQuery, headers, await reader.ReadToEndAsync()));
                context.Response.StatusCode = answers.TryDequeue(out var code) ? code : 200;
                if (context.Response.StatusCode == 302)
                    context.Response.RedirectLocation = RedirectTo;
                context.Response.Close();
                _came.Release();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException) { }
    }
}
