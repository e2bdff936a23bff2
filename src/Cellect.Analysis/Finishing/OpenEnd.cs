namespace Cellect.Analysis.Finishing;

/// <summary>A track that was lost, carried on blindly by the cells around it until its continuation is found or it is given up.</summary>
internal sealed class OpenEnd
{
    /// <summary>Its track.</summary>
    public required int Track { get; init; }

    /// <summary>Time point of its last sight.</summary>
    public required int LastT { get; init; }

    /// <summary>Where it would be now, µm.</summary>
    public required Place Place { get; set; }

    /// <summary>Whether it was last seen at a border of the volume.</summary>
    public required bool IsAtBorder { get; init; }

    /// <summary>Probability that it is a cell at all, by itself.</summary>
    public double Belief { get; set; } = 1;
}
