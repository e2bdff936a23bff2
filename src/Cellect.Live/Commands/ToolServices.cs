using System.Diagnostics.Metrics;
using Cellect.Data.Sinks;
using Cellect.Live.Hosting;
using Cellect.Live.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Commands;

/// <summary>Clock, meters and a quiet log for verbs that are not the service.</summary>
/// <param name="least">Least level of what is logged.</param>
/// <param name="pipeline">Least level of what the pipeline logs: beginnings and ends of series, scales, volumes that are dropped.</param>
internal sealed class ToolServices(LogLevel least = LogLevel.Warning, LogLevel pipeline = LogLevel.Warning) : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection()
        .AddMetrics()
        .AddLogging(logging =>
        {
            Logs.Add(logging, new ConfigurationBuilder().Build());
            logging.SetMinimumLevel(least);
            logging.AddFilter(typeof(TrackingPipeline).FullName, pipeline);
        })
        .BuildServiceProvider();

    /// <summary>What a session is given.</summary>
    public SessionServices Session =>
        new(TimeProvider.System, _provider.GetRequiredService<IMeterFactory>(), _provider.GetRequiredService<ILoggerFactory>());

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();
}
