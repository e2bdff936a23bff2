using System.Net;
using System.Net.Sockets;
using Cellect.Dashboard.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cellect.Dashboard.Web;

/// <summary>Kestrel, held to limits, with one handler for everything.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const int MostConnectionsBesideBrowsers = 128,
        MostBodyBytes = 4096,
        MostHeaderBytes = 16 << 10,
        MostHeaders = 64,
        MostLineBytes = 2048,
        OutputBytes = 256 << 10;
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10),
        IdleTimeout = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>Where it is bound, with its true port.</summary>
    public IPEndPoint Bound { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Binds and serves.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="handle">Answers a request.</param>
    /// <exception cref="IOException">The endpoint cannot be bound.</exception>
    public static async Task<WebServer> StartAsync(DashboardOptions options, RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        // Signals are the service's.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var server = new WebServer(builder.Build());
        server._app.Run(handle);
        try
        {
            await server._app.StartAsync();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await server._app.DisposeAsync();
            throw new IOException(
                $"cannot bind {options.Endpoint} (Dashboard:Endpoint): {e.Message}; end the program that uses it or choose another, for "
                    + "example http://127.0.0.1:5570",
                e
            );
        }

        server.Bound = HttpEndpoint.Parse(server.Addresses.First());
        return server;
    }

    /// <summary>Closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private ICollection<string> Addresses => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    private static void Configure(KestrelServerOptions kestrel, DashboardOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = options.MaxBrowsers + MostConnectionsBesideBrowsers;
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestLineSize = MostLineBytes;
        limits.MaxResponseBufferSize = OutputBytes;
        (limits.RequestHeadersTimeout, limits.KeepAliveTimeout) = (HeadersTimeout, IdleTimeout);
        kestrel.Listen(HttpEndpoint.Parse(options.Endpoint), listen => listen.Protocols = HttpProtocols.Http1);
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
