namespace Cellect.Benchmarks.Accuracy;

/// <summary>What a run of <c>accuracy</c> was asked for.</summary>
internal sealed record AccuracyOptions
{
    /// <summary>Model file.</summary>
    public required string Model { get; init; }

    /// <summary>Folder with the data sets of docs/accuracy.md.</summary>
    public required string Data { get; init; }

    /// <summary>Where table, JSON and pictures go.</summary>
    public required string Out { get; init; }

    /// <summary>Script of the hand-tuned peer; it is left out where this file or its Python is missing.</summary>
    public required string Peer { get; init; }

    /// <summary>Most frames of a row, for trying out; null: all.</summary>
    public int? Frames { get; init; }

    /// <summary>Whether series settle in.</summary>
    public bool SettleIn { get; init; } = true;
}
