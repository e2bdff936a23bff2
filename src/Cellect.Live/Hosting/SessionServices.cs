using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Hosting;

/// <summary>What every part of a session is given.</summary>
/// <param name="Time">Clock.</param>
/// <param name="Meters">Makes meters.</param>
/// <param name="Logs">Makes loggers.</param>
internal sealed record SessionServices(TimeProvider Time, IMeterFactory Meters, ILoggerFactory Logs);
