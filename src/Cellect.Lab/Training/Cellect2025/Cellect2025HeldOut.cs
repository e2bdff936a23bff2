using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Tracks;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>How well the networks of now find and link the cells of held-out sequences, by the code that uses a finished model.</summary>
internal static class Cellect2025HeldOut
{
    // The last three time points: the middle one is judged, with its links to the first.
    private const int Used = 3;

    /// <summary>Of the cells (<see cref="DetectionTally.Score"/>), and F1 of the links.</summary>
    public readonly record struct Scores(double Cells, double Links)
    {
        /// <summary>What the best weights are chosen by.</summary>
        public double Both => (Cells + Links) / 2;
    }

    /// <summary>Judges.</summary>
    /// <param name="networks">Left as they are.</param>
    /// <param name="beginning">Patches and intensities.</param>
    /// <param name="held">Sequences of at least three time points. Where annotation is sparse only what is annotated, and the dark,
    /// counts.</param>
    public static Scores Of(Cellect2025Networks networks, Cellect2025Beginning beginning, IReadOnlyList<TrainingSequence> held)
    {
        var copy = networks.Copy();
        using var tracking = new Cellect2025Tracking(
            new CardOrProcessor<Cellect2025Detector>(
                device => new Cellect2025Detector(copy.UNet, new DetectorOptions(), device, beginning.Tiles),
                null,
                NetworkDevice.Pick()
            ),
            new Cellect2025Matching(copy.Intra, copy.Inter),
            new Cellect2025Options { Rescale = beginning.Rescale }
        );
        var (cells, links) = (new DetectionTally(), new LinkTally());
        foreach (var sequence in held)
        {
            var (before, now) = Run(tracking, sequence);
            var judged = sequence.Frames - 2;
            cells.Add(now.Frame, sequence with { Volumes = sequence.Volumes[..(judged + 1)], Cells = sequence.Cells[..(judged + 1)] });
            links.Add(before, now, sequence, judged);
        }

        return new Scores(cells.Score(), links.F1());
    }

    /// <summary>What was found in a volume.</summary>
    internal sealed record Found(DetectedFrame Frame, LinkedCell[] Cells);

    private static (Found Before, Found Now) Run(Cellect2025Tracking tracking, TrainingSequence sequence)
    {
        tracking.Reset();
        var found = new List<Found>();
        for (var t = sequence.Frames - Used; t < sequence.Frames; t++)
        {
            var volume = new ReadOnlyTensorSpan<ushort>(sequence.Volumes[t], [sequence.Depth, sequence.Height, sequence.Width]);
            if (tracking.Detect(volume, sequence.Geometry) is { } frame)
                found.Add(new Found(frame, tracking.Link(frame, 1).Cells));
        }

        return (found[0], found[1]);
    }
}
