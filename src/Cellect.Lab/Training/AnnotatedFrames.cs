namespace Cellect.Lab.Training;

/// <summary>Which annotated frames are trained on and which are held out, and which images both need.</summary>
public sealed class AnnotatedFrames
{
    /// <summary>Longest step between the two images of a pair, frames: the network meets 1 to 3.</summary>
    public const int MaxStride = 3;

    private const int HoldOutEvery = 5;

    // Links are judged on frames that follow one another: of each twenty-five the third five.
    private const int RunsEvery = 25,
        RunFrom = 10,
        RunTo = 15;

    /// <param name="points">The annotated cells.</param>
    /// <param name="frames">Frames of the images.</param>
    /// <param name="followed">The network reads a frame with the one that follows, so that those images are needed too.</param>
    /// <param name="linked">Links are annotated, and all cells: frames are held out in runs of five where there are enough in
    /// succession.</param>
    /// <exception cref="InvalidDataException">Fewer than two annotated frames, or one beyond the images.</exception>
    public AnnotatedFrames(IReadOnlyList<AnnotatedPoint> points, int frames, bool followed = false, bool linked = false)
    {
        // Frames in which nobody marked anything are no annotation, whatever a model found in them.
        var annotated = points.Where(p => p.IsCertain).Select(p => p.T).Distinct().Order().ToArray();
        if (annotated[^1] >= frames)
            throw new InvalidDataException(
                $"the table has cells in frame {annotated[^1]}, but the images have frames 0 to {frames - 1}; do both count from 0?"
            );
        if (annotated.Length < 2)
            throw new InvalidDataException(
                "only one frame is annotated; annotate two or more (ten do well): one in five is held out to see "
                    + "whether the model gets better"
            );
        // From the middle of each five, so that early and late frames are trained on.
        InRuns = linked && annotated.Length >= RunsEvery && annotated[^1] - annotated[0] == annotated.Length - 1;
        Held =
        [
            .. annotated.Where(
                (_, i) =>
                    InRuns ? i % RunsEvery is >= RunFrom and < RunTo : i % HoldOutEvery == Math.Min(HoldOutEvery / 2, annotated.Length - 1)
            ),
        ];
        Trained = [.. annotated.Except(Held)];
        Needed = annotated
            .SelectMany(t =>
                Enumerable.Range(-MaxStride, MaxStride + 1 + (followed ? 2 * MaxStride : 0)).Select(s => Math.Clamp(t + s, 0, frames - 1))
            )
            .ToHashSet();
    }

    /// <summary>Whether enough frames follow one another for the matching networks to learn from them and to be judged.</summary>
    public bool InRuns { get; }

    /// <summary>Frames whose cells are trained on, in order.</summary>
    public IReadOnlyList<int> Trained { get; }

    /// <summary>Frames whose cells only judge.</summary>
    public IReadOnlyList<int> Held { get; }

    /// <summary>Frames whose images are needed.</summary>
    public IReadOnlySet<int> Needed { get; }
}
