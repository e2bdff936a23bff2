using System.ComponentModel.DataAnnotations;

namespace Cellect.Stream.Assembly;

/// <summary>How planes become volumes.</summary>
public sealed class AssemblyOptions
{
    /// <summary>How long a volume waits for its next plane before it is given up.</summary>
    /// <value>0.01 to 3,600 s; default 5 s. Longer than the slowest pause between two planes of one volume.</value>
    [Range(0.01, 3600)]
    public double PlaneTimeoutSeconds { get; init; } = 5;

    /// <summary>What becomes of a volume that was given up.</summary>
    /// <value>Default <see cref="IncompletePolicy.Discard"/>.</value>
    [EnumDataType(typeof(IncompletePolicy))]
    public IncompletePolicy Incomplete { get; init; } = IncompletePolicy.Discard;

    /// <summary>Most volumes under assembly at once, all channels together; one more gives up the one with the earliest time
    /// point.</summary>
    /// <value>1 to 64; default 8. Each takes the memory of a whole volume.</value>
    [Range(1, 64)]
    public int MaxOpenVolumes { get; init; } = 8;
}
