using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>How well a network finds the cells of volumes that it is not trained on.</summary>
internal static class HeldOut
{
    private const float LowestScore = 0.3f;

    /// <summary>
    /// F1 of detection in the last volume of each sequence; where annotation is sparse <see cref="DetectionTally.Score"/> at the best
    /// threshold, by which a fine-tuned model's own is chosen.
    /// </summary>
    /// <param name="network">Any state; left as it is.</param>
    /// <param name="held">The last volume counts, the one before it is the network's second input.</param>
    /// <param name="minScore">Threshold; null: the best one.</param>
    public static double F1(LiveNetwork network, IReadOnlyList<TrainingSequence> held, float? minScore)
    {
        var sparse = held.Any(s => !s.Dense);
        var tally = Tally(network, held, sparse ? null : minScore);
        return sparse || minScore is null ? tally.Best().Score : tally.F1();
    }

    /// <summary>The threshold that does best on held-out volumes.</summary>
    /// <param name="networkPath">A training's weights.</param>
    /// <param name="held">The last volume counts.</param>
    public static float BestThreshold(string networkPath, IReadOnlyList<TrainingSequence> held)
    {
        using var network = new LiveNetwork();
        LiveModel.LoadNetwork(network, networkPath);
        return Tally(network, held, null).Best().Threshold;
    }

    private static DetectionTally Tally(LiveNetwork network, IReadOnlyList<TrainingSequence> held, float? minScore)
    {
        using var scope = NewDisposeScope();
        var copy = new LiveNetwork();
        LiveModel.Load(copy, network.state_dict(), "", "the network in training");
        using var detector = new LiveDetector(copy, new DetectorOptions(), minScore ?? LowestScore, NetworkDevice.Pick());
        var tally = new DetectionTally();
        foreach (var sequence in held)
        {
            using var before = Prepare(sequence, sequence.Frames - 2);
            using var newest = Prepare(sequence, sequence.Frames - 1);
            var found = detector.Detect(newest, before);
            tally.Add(found, sequence);
        }

        return tally;
    }

    private static PreparedVolume Prepare(TrainingSequence sequence, int t) =>
        PreparedVolume.From(
            new ReadOnlyTensorSpan<ushort>(sequence.Volumes[t], [sequence.Depth, sequence.Height, sequence.Width]),
            sequence.Geometry,
            sequence.Normalizations?[t]
        );
}
