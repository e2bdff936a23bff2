using System.ComponentModel.DataAnnotations;

namespace Cellect.Live.Publish;

/// <summary>Where and how tracks go out; section <c>Publish</c> of appsettings.json.</summary>
internal sealed class PublishOptions
{
    /// <summary>Where the PUB socket is bound. Default: this computer alone, port 5556; port 0 takes a free one.</summary>
    [Required]
    public string Endpoint { get; init; } = "tcp://127.0.0.1:5556";

    /// <summary>Where the ROUTER socket that answers control requests is bound. Default: this computer alone, port 5557.</summary>
    [Required]
    public string ControlEndpoint { get; init; } = "tcp://127.0.0.1:5557";

    /// <summary>Time between two status messages, seconds: 1 (default) to 3600.</summary>
    [Range(1.0, 3600.0)]
    public double StatusIntervalSeconds { get; init; } = 1;

    /// <summary>Messages kept for a subscriber that reads too slowly, 1 to 1,000,000; what comes beyond is dropped for it. Default
    /// 1000.</summary>
    [Range(1, 1_000_000)]
    public int SubscriberQueueMessages { get; init; } = 1000;

    /// <summary>Where the socket of the previews is bound. Empty (default): at the address of <see cref="Endpoint"/>, two ports
    /// further.</summary>
    public string PreviewEndpoint { get; init; } = "";

    /// <summary>Previews a second at most, 0 to 30; 0 publishes none. Default 2.</summary>
    [Range(0.0, 30.0)]
    public double PreviewsPerSecond { get; init; } = 2;

    /// <summary>Size of a preview at most, bytes before packing, one a voxel: 4,096 to 268,435,456. Default 1,000,000.</summary>
    [Range(4096, 268_435_456)]
    public int PreviewMaxBytes { get; init; } = 1_000_000;
}
