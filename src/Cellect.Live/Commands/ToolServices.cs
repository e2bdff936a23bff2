using System.Diagnostics.Metrics;
using Cellect.Data.Sinks;
using Cellect.Live.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Commands;

/// <summary>Clock, meters and a quiet log for verbs that are not the service.</summary>
internal sealed class ToolServices(LogLevel least = LogLevel.Warning) : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection()
        .AddMetrics()
        .AddLogging(logging =>
        {
            Logs.Add(logging, new ConfigurationBuilder().Build());
            logging.SetMinimumLevel(least);
        })
        .BuildServiceProvider();

    /// <summary>What a session is given.</summary>
    public SessionServices Session =>
        new(TimeProvider.System, _provider.GetRequiredService<IMeterFactory>(), _provider.GetRequiredService<ILoggerFactory>());

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();
}
