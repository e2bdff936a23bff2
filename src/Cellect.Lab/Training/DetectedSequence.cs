using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Training;

/// <summary>What the detector finds in some time points of an annotated sequence, duplicates included.</summary>
/// <param name="Sequence">The truth; without its volumes.</param>
/// <param name="Times">Time points, ascending.</param>
/// <param name="Frames">One a time point, without foreground.</param>
/// <param name="KnowsTime">False where the microscope does not say that time points were left out.</param>
internal sealed record DetectedSequence(TrainingSequence Sequence, int[] Times, DetectedFrame[] Frames, bool KnowsTime)
{
    private const double KnowsTimeShare = 0.7;

    // Shares of the strides 1, 2, 3, 4.
    private static readonly double[] StrideShares = [0.55, 0.2, 0.15, 0.1];

    /// <summary>Time points since the frame before, as the linker is told.</summary>
    public int TimeStep(int frame) => KnowsTime ? Times[frame] - Times[frame - 1] : 1;

    /// <summary>Runs the detector over a sequence in strides of 1 to 4: half of the sequences keep to one stride, the others mix
    /// them.</summary>
    public static DetectedSequence Run(TrainingSequence sequence, LiveDetector detector, Random random)
    {
        var times = PickTimes(sequence.Frames, random);
        return Run(sequence, detector, times, random.NextDouble() < KnowsTimeShare);
    }

    /// <summary>Runs the detector over some time points of a sequence.</summary>
    /// <param name="sequence">Volumes and truth.</param>
    /// <param name="detector">The network.</param>
    /// <param name="times">Time points, ascending.</param>
    /// <param name="knowsTime">See <see cref="KnowsTime"/>.</param>
    public static DetectedSequence Run(TrainingSequence sequence, LiveDetector detector, int[] times, bool knowsTime)
    {
        var frames = new DetectedFrame[times.Length];
        PreparedVolume? previous = null;
        try
        {
            for (var i = 0; i < times.Length; i++)
            {
                var volume = PreparedVolume.From(
                    new ReadOnlyTensorSpan<ushort>(sequence.Volumes[times[i]], [sequence.Depth, sequence.Height, sequence.Width]),
                    sequence.Geometry,
                    sequence.Normalizations?[times[i]]
                );
                var found = detector.Detect(volume, previous);
                frames[i] = new DetectedFrame(found.Cells, found.Embeddings, found.Geometry, null);
                previous?.Dispose();
                previous = volume;
            }
        }
        finally
        {
            previous?.Dispose();
        }

        return new DetectedSequence(sequence with { Volumes = [] }, times, frames, knowsTime);
    }

    private static int[] PickTimes(int frames, Random random)
    {
        var steady = random.NextDouble() < 0.5 ? PickStride(random) : 0;
        var times = new List<int>();
        for (var t = random.Next(2); t < frames; t += steady > 0 ? steady : PickStride(random))
            times.Add(t);
        return [.. times];
    }

    private static int PickStride(Random random)
    {
        var draw = random.NextDouble();
        for (var stride = 1; stride < StrideShares.Length; stride++)
            if ((draw -= StrideShares[stride - 1]) < 0)
                return stride;
        return StrideShares.Length;
    }
}
