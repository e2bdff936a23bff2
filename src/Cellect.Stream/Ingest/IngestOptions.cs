using System.ComponentModel.DataAnnotations;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;
using Microsoft.Extensions.Options;

namespace Cellect.Stream.Ingest;

/// <summary>Where volumes come from and what is done with them on the way in.</summary>
public sealed class IngestOptions : IValidatableObject
{
    // Each has a model, masks and tables of its own.
    private const int MostTracked = 8;

    /// <summary>Where to bind or to connect. Loopback unless you trust the network: nothing is encrypted.</summary>
    /// <value><c>tcp://ADDRESS:PORT</c>; port 0 binds a free one. Default <c>tcp://127.0.0.1:5555</c>.</value>
    [Required]
    [RegularExpression(@"tcp://\S+:(\d+|\*)", ErrorMessage = "Endpoint must be tcp://ADDRESS:PORT, for example tcp://127.0.0.1:5555.")]
    public string Endpoint { get; init; } = "tcp://127.0.0.1:5555";

    /// <summary>PULL that binds, or SUB that connects.</summary>
    /// <value>Default <see cref="SocketMode.PullBind"/>.</value>
    [EnumDataType(typeof(SocketMode))]
    public SocketMode Mode { get; init; } = SocketMode.PullBind;

    /// <summary>Where programs without ZeroMQ (MATLAB, LabVIEW, C) send volumes: a line of JSON, then the pixels. Loopback unless you
    /// trust the network.</summary>
    /// <value><c>tcp://ADDRESS:PORT</c>, for example <c>tcp://127.0.0.1:5554</c>; default empty: there is none.</value>
    [RegularExpression(@"(tcp://[^\s/]+:\d+)?", ErrorMessage = "TcpEndpoint must be tcp://ADDRESS:PORT, for example tcp://127.0.0.1:5554.")]
    public string TcpEndpoint { get; init; } = "";

    /// <summary>Slices of a volume, for dialects that know of slices only.</summary>
    /// <value>0 to 16,384; default 0: as the indices of the first time point show.</value>
    [Range(0, 16_384)]
    public int Planes { get; init; }

    /// <summary>Messages that wait to be taken, of all senders together: the high-water mark. Beyond it senders wait, and are served in
    /// turn.</summary>
    /// <value>1 to 100,000; default 4, meant for whole volumes. Raise it for planes to the planes of a few volumes.</value>
    [Range(1, 100_000)]
    public int HighWaterMark { get; init; } = 4;

    /// <summary>What happens when the pipeline is slower than the microscope.</summary>
    /// <value>Default <see cref="FullPolicy.Wait"/>.</value>
    [EnumDataType(typeof(FullPolicy))]
    public FullPolicy WhenFull { get; init; } = FullPolicy.Wait;

    /// <summary>Volumes that wait here when the pipeline is behind and the policy is to drop.</summary>
    /// <value>1 to 64 of each tracked channel; default 2.</value>
    [Range(1, 64)]
    public int MaxWaitingVolumes { get; init; } = 2;

    /// <summary>The channel whose volumes are the time points: tracked, and in the ledger.</summary>
    /// <value>0 to 255; default 0. Leave it out where <c>TrackedChannels</c> says which.</value>
    [Range(0, 255)]
    public int? TrackedChannel { get; init; }

    /// <summary>The channels that are tracked, each a population of its own with its own ledger, in the order in which their frames come.
    /// Section <c>Populations</c> gives them names, colours and models.</summary>
    /// <value>At most 8 numbers of 0 to 255; default none: <c>TrackedChannel</c> alone.</value>
    public List<int> TrackedChannels { get; init; } = [];

    /// <summary>Voxel size in micrometres (z, y, x) for senders that do not tell theirs, such as the array recipe.</summary>
    /// <value>Three positive numbers <c>z,y,x</c>; default empty: 1,1,1 is assumed, with an alert.</value>
    public string DefaultVoxelMicrometres { get; init; } = "";

    /// <summary>After how much silence of the active series the messages of another one may begin it.</summary>
    /// <value>0.1 to 86,400 s; default 10 s. A start message takes over at once.</value>
    [Range(0.1, 86_400)]
    public double SilenceSeconds { get; init; } = 10;

    /// <summary>Memory for what senders send, in MiB: half for messages that come in, half for the volumes made of them. What does not fit
    /// waits; what cannot fit is refused, alone.</summary>
    /// <value>0 to 4,194,304; default 0: half of the memory that this computer, or the limit set for the service, allows.</value>
    [Range(0, 1 << 22)]
    public int MemoryMegabytes { get; init; }

    /// <summary>Bounds on what a sender may ask for.</summary>
    [Required]
    [ValidateObjectMembers]
    public WireLimits Limits { get; init; } = new();

    /// <summary>How planes become volumes.</summary>
    [Required]
    [ValidateObjectMembers]
    public AssemblyOptions Assembly { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DefaultVoxelMicrometres.Length > 0 && !IsVoxelSize(DefaultVoxelMicrometres))
            yield return new ValidationResult(
                $"DefaultVoxelMicrometres '{DefaultVoxelMicrometres}' is not three positive numbers; write z,y,x in "
                    + $"micrometres, for example 2.03,0.406,0.406.",
                [nameof(DefaultVoxelMicrometres)]
            );
        if (TrackedChannel >= Limits.MaxChannels)
            yield return new ValidationResult(
                $"TrackedChannel {TrackedChannel} is not below Limits:MaxChannels {Limits.MaxChannels}.",
                [nameof(TrackedChannel)]
            );
        foreach (var mistake in ChannelMistakes())
            yield return new ValidationResult(mistake, [nameof(TrackedChannels)]);
    }

    /// <summary>The channels that are tracked, at least one, in the order in which their frames come.</summary>
    internal IReadOnlyList<int> Tracked() => TrackedChannels.Count > 0 ? TrackedChannels : [TrackedChannel ?? 0];

    /// <summary>Whether a channel is tracked.</summary>
    internal bool IsTracked(int channel) =>
        TrackedChannels.Count > 0 ? TrackedChannels.Contains(channel) : channel == (TrackedChannel ?? 0);

    private IEnumerable<string> ChannelMistakes()
    {
        if (TrackedChannels.Count > MostTracked)
            yield return $"{TrackedChannels.Count} channels are tracked; at most {MostTracked} are legal.";
        foreach (var channel in TrackedChannels)
            if (channel < 0 || channel >= Limits.MaxChannels)
                yield return $"TrackedChannels {channel} is not 0 to {Limits.MaxChannels - 1}, "
                    + $"below Limits:MaxChannels {Limits.MaxChannels}.";
        if (TrackedChannels.Distinct().Count() < TrackedChannels.Count)
            yield return $"TrackedChannels {string.Join(", ", TrackedChannels)} names a channel twice; name each once.";
        if (TrackedChannel is { } one && TrackedChannels.Count > 0 && !TrackedChannels.Contains(one))
            yield return $"TrackedChannel {TrackedChannel} contradicts TrackedChannels {string.Join(", ", TrackedChannels)}; name "
                + "it there too, or leave TrackedChannel out.";
    }

    private static bool IsVoxelSize(string text)
    {
        try
        {
            return VoxelSize.Parse(text).IsValid;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
