using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Torch;
using static TorchSharp.torch;

namespace Cellect.Model.Training;

/// <summary>How well a network finds the cells of volumes that it is not trained on.</summary>
internal static class HeldOut
{
    private const float LowestScore = 0.3f;

    /// <summary>
    /// F1 of detection in the last volume of each sequence. Where annotation is sparse, a detection that matches no annotated cell is wrong in
    /// the dark and passed over elsewhere: there may be a cell that nobody annotated.
    /// </summary>
    /// <param name="network">Any state; left as it is.</param>
    /// <param name="held">The last volume counts, the one before it is the network's second input.</param>
    /// <param name="minScore">Threshold; null: the best one.</param>
    /// <param name="device">Where to compute.</param>
    public static double F1(LiveNetwork network, IReadOnlyList<TrainingSequence> held, float? minScore, Device device)
    {
        using var scope = NewDisposeScope();
        var copy = new LiveNetwork();
        LiveModel.Load(copy, network.state_dict(), "", "the network in training");
        using var detector = new LiveDetector(copy, new DetectorOptions(), minScore ?? LowestScore, device);
        var tally = new DetectionTally();
        foreach (var sequence in held)
        {
            using var before = Prepare(sequence, sequence.Frames - 2);
            using var newest = Prepare(sequence, sequence.Frames - 1);
            var found = detector.Detect(newest, before);
            tally.Add(found, sequence);
        }

        return minScore is null ? tally.BestF1() : tally.F1();
    }

    private static PreparedVolume Prepare(TrainingSequence sequence, int t) => PreparedVolume.From(
        new ReadOnlyTensorSpan<ushort>(sequence.Volumes[t], [sequence.Depth, sequence.Height, sequence.Width]), sequence.Geometry);
}
