using System.Net;

namespace Cellect.Dashboard.Web;

/// <summary>How many requests an address may make. Thread-safe.</summary>
/// <param name="time">Clock.</param>
internal sealed class RequestLimit(TimeProvider time)
{
    /// <summary>Requests of one address a minute, at most.</summary>
    public const int MostAMinute = 1200;

    private const int MostAddresses = 1024;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _requests = [];
    private long _since = time.GetTimestamp();

    /// <summary>Counts a request; false: it is one too many.</summary>
    public bool Takes(IPAddress from)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_since) > Window || _requests.Count >= MostAddresses)
            {
                _requests.Clear();
                _since = time.GetTimestamp();
            }

            return (_requests[from] = _requests.GetValueOrDefault(from) + 1) <= MostAMinute;
        }
    }
}
