using System.Globalization;
using System.Numerics.Tensors;
using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Scales;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Finishing;

/// <summary>
/// Whether a cell's embedding tells it from its neighbours after it has not been seen for some time points: true cells are followed, and at
/// each later time point a cell is looked for among itself and the five nearest. One in six is chance.
/// </summary>
internal static class EmbeddingGaps
{
    private const int Neighbours = 5;
    private static readonly int[] s_gaps = [1, 2, 5, 10, 20, 50];

    /// <summary>One cell as it was detected.</summary>
    private sealed record Seen(double[] Place, float[] Embedding);

    /// <summary>Prints a row a gap.</summary>
    public static void Print(IDetector detector, ISpecimen specimen)
    {
        var frames = Frames(detector, specimen);
        Console.WriteLine("| gap | pairs | by place | by embedding | by both |\n|---|---|---|---|---|");
        foreach (var gap in s_gaps)
        {
            var trials = Trials(frames, gap).ToArray();
            if (trials.Length == 0)
                continue;
            var both = Weights().Max(weight => Share(trials, weight));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {gap} | {trials.Length} | {Share(trials, 0):0.000} | "
                        + $"{Share(trials, double.PositiveInfinity):0.000} | {both:0.000} |"
                )
            );
        }
    }

    // How many distances between cells, squared, a cosine of 1 is worth: the best of these flatters the embedding.
    private static IEnumerable<double> Weights() => Enumerable.Range(0, 16).Select(i => 0.01 * Math.Pow(1.6, i)).Prepend(0);

    /// <summary>[frame] the detections of true cells by the number of their unbranched track.</summary>
    private static List<Dictionary<int, Seen>> Frames(IDetector detector, ISpecimen specimen)
    {
        var (scale, frames) = (new NetworkScale(detector), new List<Dictionary<int, Seen>>());
        var detected = new List<DetectedFrame>();
        PreparedVolume? before = null;
        foreach (var volume in specimen.Read(new VolumePool()))
        {
            var prepared = ScaleEvidence.Prepared(volume);
            volume.Dispose();
            detected.Add(scale.Detect(prepared, before));
            before?.Dispose();
            before = prepared;
            Console.Error.WriteLine($"{detected.Count} of {specimen.Frames}");
        }

        before?.Dispose();
        var (truth, tracks) = (specimen.Truth, Tracks(specimen.Truth));
        for (var t = 0; t < detected.Count; t++)
            frames.Add(Matched(detected[t], truth, tracks, t, specimen));
        return frames;
    }

    private static int[] Tracks(TrackGraph truth)
    {
        var (tracks, next) = (new int[truth.NodeCount], 0);
        for (var node = 0; node < tracks.Length; node++)
            tracks[node] = truth.Parent(node) is >= 0 and var parent && !truth.Divides(parent) ? tracks[parent] : next++;
        return tracks;
    }

    private static Dictionary<int, Seen> Matched(DetectedFrame frame, TrackGraph truth, int[] tracks, int t, ISpecimen specimen)
    {
        var (seen, match) = (new Dictionary<int, Seen>(), specimen.Match);
        var (start, count) = truth.NodesIn(t).GetOffsetAndLength(truth.NodeCount);
        for (var node = start; node < start + count; node++)
        {
            var (z, y, x) = truth.Position(node);
            double[] place = [z * match.ScaleZ, y * match.ScaleY, x * match.ScaleX];
            var (best, least) = (-1, match.MaxDistance);
            for (var i = 0; i < frame.Cells.Length; i++)
                if (Distance(place, Place(frame.Cells[i])) is var distance && distance <= least)
                    (best, least) = (i, distance);
            if (best >= 0)
                seen[tracks[node]] = new Seen(Place(frame.Cells[best]), frame.Embedding(best).ToArray());
        }

        return seen;

        double[] Place(Detection cell) => [cell.Z * match.ScaleZ, cell.Y * match.ScaleY, cell.X * match.ScaleX];
    }

    /// <summary>[candidate, the cell itself first] squared distance in distances between cells, and cosine.</summary>
    private static IEnumerable<(double Squared, double Cosine)[]> Trials(List<Dictionary<int, Seen>> frames, int gap)
    {
        for (var t = 0; t + gap < frames.Count; t++)
        {
            var (from, to) = (frames[t], frames[t + gap]);
            var common = from.Keys.Where(to.ContainsKey).ToArray();
            if (common.Length < Neighbours + 2)
                continue;
            // All cells together show how things were carried.
            var moved = Enumerable
                .Range(0, 3)
                .Select(axis => common.Average(track => to[track].Place[axis] - from[track].Place[axis]))
                .ToArray();
            foreach (var track in common)
            {
                var (cell, own) = (from[track], to[track]);
                double[] carried = [.. cell.Place.Select((at, axis) => at + moved[axis])];
                var near = to.Where(other => other.Key != track)
                    .Select(other => other.Value)
                    .OrderBy(other => Distance(other.Place, own.Place))
                    .Take(Neighbours)
                    .ToArray();
                var unit = near.Average(other => Distance(other.Place, own.Place));
                yield return
                [
                    .. near.Prepend(own)
                        .Select(other =>
                            (
                                Math.Pow(Distance(other.Place, carried) / unit, 2),
                                (double)TensorPrimitives.Dot<float>(cell.Embedding, other.Embedding)
                            )
                        ),
                ];
            }
        }
    }

    private static double Share((double Squared, double Cosine)[][] trials, double weight) =>
        trials.Average(trial =>
        {
            var worth = trial.Select(c => double.IsInfinity(weight) ? c.Cosine : weight * c.Cosine - c.Squared).ToArray();
            return worth[0] >= worth.Max() ? 1.0 : 0;
        });

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
}
