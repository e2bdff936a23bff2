using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cellect.Data.Sinks;

/// <summary>What every part of a session is given.</summary>
/// <param name="Time">Clock.</param>
/// <param name="Meters">Makes meters.</param>
/// <param name="Logs">Makes loggers.</param>
/// <param name="Reread">Reads the settings anew, for rules that change while running; null: they do not.</param>
internal sealed record SessionServices(TimeProvider Time, IMeterFactory Meters, ILoggerFactory Logs, Func<IConfiguration>? Reread = null);
