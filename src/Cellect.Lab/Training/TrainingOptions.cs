namespace Cellect.Lab.Training;

/// <summary>How long and on what a network is trained.</summary>
public sealed record TrainingOptions
{
    /// <summary>Wall-clock time for the network, minutes; the learning rate falls to zero at its end. Above 0.</summary>
    public double NetworkMinutes { get; init; } = 60;

    /// <summary>Sequences in the pool that the matchers are trained on. At least 8.</summary>
    public int MatcherSequences { get; init; } = 240;

    /// <summary>Origins among which the inter-frame network chooses, 2 to 10 (paper: 5 to 10).</summary>
    public int MatcherCandidates { get; init; } = 5;

    /// <summary>Sequences a step; each gives two pairs of volumes. At least 1.</summary>
    public int SequencesPerStep { get; init; } = 2;

    /// <summary>Slices of a training crop; even.</summary>
    public int CropDepth { get; init; } = 24;

    /// <summary>Rows and columns of a training crop; a multiple of 8.</summary>
    public int CropSide { get; init; } = 96;

    /// <summary>Highest learning rate of the network, above 0.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>How often a sequence is used before it is replaced by a new one. At least 1.</summary>
    public int UsesPerSequence { get; init; } = 8;

    /// <summary>Seed of everything that is drawn.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Minutes between checkpoints, above 0.</summary>
    public double CheckpointMinutes { get; init; } = 5;

    /// <summary>Model file to fine-tune; null trains from random weights.</summary>
    public string? From { get; init; }

    /// <summary>Whether a fine-tuned model is kept even where the held-out frames do not call it better: they are few, and their owner may
    /// know more.</summary>
    public bool KeepAnyway { get; init; }

    /// <summary>Share of the sequences of a step that are the user's own where there are any; the rest is simulated. 0 to 1.</summary>
    public double OwnShare { get; init; } = 0.5;

    /// <summary>Embeddings by the paper's batch-hard triplets; else by a softmax over the cells of the frame before.</summary>
    public bool Triplets { get; init; }

    /// <summary>Sequences kept in memory while they are in use. At least 1.</summary>
    public int PoolSize { get; init; } = 96;
}
