using Cellect.Data.Status;

namespace Cellect.Dashboard.Web;

/// <summary>What the page is given by those who put the service together.</summary>
internal sealed record PageParts
{
    /// <summary>The service's figures; any thread, must not block.</summary>
    public required Func<ServiceStatus> Status { get; init; }

    /// <summary>What a supervisor asks; any thread, must not block.</summary>
    public required Func<ServiceHealth> Health { get; init; }

    /// <summary>Stopped and armed by the page; null: there are no triggers.</summary>
    public ITriggerControl? Triggers { get; init; }

    /// <summary>Whether a signed line that asks for a code is signed by whoever may read the files of this user: null, or why it is
    /// refused.</summary>
    public required Func<string, System.Net.IPAddress, string?> CodeRefusal { get; init; }
}
