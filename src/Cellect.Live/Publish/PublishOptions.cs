using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Publish;

/// <summary>Where and how tracks go out; section <c>Publish</c> of appsettings.json.</summary>
internal sealed class PublishOptions
{
    /// <summary>Name of the microscope, in the status, for those who watch several.</summary>
    /// <value>At most 64 characters; default empty.</value>
    [MaxLength(64)]
    public string Name { get; init; } = "";

    /// <summary>Where the PUB socket is bound.</summary>
    /// <value><c>tcp://ADDRESS:PORT</c>; port 0 takes a free one. Default <c>tcp://127.0.0.1:5556</c>: this computer alone.</value>
    [Required]
    public string Endpoint { get; init; } = "tcp://127.0.0.1:5556";

    /// <summary>Where the ROUTER socket that answers control requests is bound.</summary>
    /// <value><c>tcp://ADDRESS:PORT</c>; port 0 takes a free one. Default <c>tcp://127.0.0.1:5557</c>: this computer alone.</value>
    [Required]
    public string ControlEndpoint { get; init; } = "tcp://127.0.0.1:5557";

    /// <summary>Time between two status messages.</summary>
    /// <value>1 to 3,600 s; default 1 s.</value>
    [Range(1.0, 3600.0)]
    public double StatusIntervalSeconds { get; init; } = 1;

    /// <summary>Messages kept for a subscriber that reads too slowly; what comes beyond is dropped for it.</summary>
    /// <value>1 to 1,000,000; default 1,000.</value>
    [Range(1, 1_000_000)]
    public int SubscriberQueueMessages { get; init; } = 1000;

    /// <summary>Where the socket of the previews for <c>cellect view</c> is bound.</summary>
    /// <value>Default empty: at the address of <see cref="Endpoint"/>, two ports further, or a free one where that has port 0.</value>
    public string PreviewEndpoint { get; init; } = "";

    /// <summary>Previews a second at most; 0 publishes none.</summary>
    /// <value>0 to 30; default 2.</value>
    [Range(0.0, 30.0)]
    public double PreviewsPerSecond { get; init; } = 2;

    /// <summary>Size of a preview at most, bytes before packing, one a voxel.</summary>
    /// <value>4,096 to 268,435,456; default 1,000,000.</value>
    [Range(4096, 268_435_456)]
    public int PreviewMaxBytes { get; init; } = 1_000_000;
}
