using System.ComponentModel.DataAnnotations;

namespace Cellect.Lab.Evaluation;

/// <summary>linajea's evaluation parameters beside the matching distance; the defaults are those of Hirsch et al. 2022.</summary>
public sealed class LinajeaOptions
{
    /// <summary>Divisions that are off by one frame are not errors (<c>ignore_one_off_div_errors</c>).</summary>
    public bool ForgiveOneOff { get; init; } = true;

    /// <summary>A division whose daughters are linked to each other but not to the mother's track is missed
    /// (<c>fn_div_count_unconnected_parent</c>).</summary>
    public bool CountUnconnectedParent { get; init; } = true;

    /// <summary>Longest window of the error-free fraction in frames, 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int MaxWindow { get; init; } = 500;
}
