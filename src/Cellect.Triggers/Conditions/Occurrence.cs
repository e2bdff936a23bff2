using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>A condition has been met, or nearly.</summary>
internal sealed record Occurrence
{
    /// <summary>Track that it is about, of a division the mother; 0: no single one.</summary>
    public int Track { get; init; }

    /// <summary>The daughters of a division; empty otherwise.</summary>
    public IReadOnlyList<int> Daughters { get; init; } = [];

    /// <summary>Where, µm of the volume's frame; null where it has no place.</summary>
    public Position? Place { get; init; }

    /// <summary>Time point of the event itself: of a division, in which the daughters were first seen.</summary>
    public required int EventT { get; init; }

    /// <summary>Probability of a division, or the value that was reached.</summary>
    public required double Value { get; init; }

    /// <summary>True when volumes are missing between the event and its confirmation, or just before the event.</summary>
    public bool AcrossGap { get; init; }

    /// <summary>Why the condition itself does not let it fire; empty when it does.</summary>
    public string Against { get; init; } = "";
}
