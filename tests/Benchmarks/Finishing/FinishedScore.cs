using System.Globalization;
using Cellect.Analysis.Finishing;
using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Benchmarks.Clicks;
using Cellect.Data.Exchange;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Finishing;

/// <summary>A result of a specimen against its truth, as <c>evaluate points</c> has it.</summary>
internal sealed class FinishedScore
{
    private const int Window = 50;

    private readonly ISpecimen _specimen;

    /// <param name="specimen">The specimen; simulated ones are drawn once, for their truth.</param>
    public FinishedScore(ISpecimen specimen)
    {
        _specimen = specimen;
        if (specimen is RenderedSpecimen)
            foreach (var volume in specimen.Read(new VolumePool()))
                volume.Dispose();
    }

    /// <summary>Prints what is asked of the final result.</summary>
    public void Tell(string name, string recording)
    {
        var graph = TruthScript.Graph(RecordedTracks.Read(recording));
        var (truth, result) = _specimen.Match.Cut(_specimen.Truth, graph);
        var matching = PointMatching.Match(truth, result, _specimen.Match);
        var points = PointScore.Compute(matching, sparse: false);
        var linajea = LinajeaScore.Compute(truth, result, _specimen.Match, new LinajeaOptions());
        var divisions = DivisionDescent.Compute(matching, sparse: false, 1)[1];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -8} errors per 1000 links {linajea.Sum:0.0} ({string.Join(", ", linajea.Counts.Select(kind => $"{kind.Value} {kind.Key}"))}), "
                    + $"division F1 {divisions.F1:0.000}, error-free over {Window} {linajea.ErrorFree.ElementAtOrDefault(Window - 1):0.000}, "
                    + $"cells {points.Nodes.Precision:0.0000} {points.Nodes.Recall:0.0000}"
            )
        );
    }

    /// <summary>Prints how many of the cells that were found are cells of the truth that nothing else in the result stands for.</summary>
    public void TellFound(string recording)
    {
        var tracks = RecordedTracks.Read(recording);
        var (rows, graph) = (tracks.Rows, TruthScript.Graph(tracks));
        var found = Changes(recording)
            .Where(change => change.Kind == "found")
            .ToDictionary(change => (change.T, change.Track), change => change.Probability);
        var (truth, result) = _specimen.Match.Cut(_specimen.Truth, graph);
        var matching = PointMatching.Match(truth, result, _specimen.Match);
        var rowsOf = rows.Select((row, i) => (row, i)).ToLookup(row => row.row.Cell.Track, row => row.i);
        var nodeOf = Enumerable.Range(0, result.NodeCount).ToDictionary(node => (int)result.Id(node));
        var told = nodeOf
            .Where(cell => found.ContainsKey((rows[cell.Key].T, rows[cell.Key].Cell.Track)))
            .Select(cell =>
                (
                    Probability: found[(rows[cell.Key].T, rows[cell.Key].Cell.Track)],
                    Right: IsTrue(cell.Key),
                    // A track that is none of the truth, or that the truth does not know, has no true cell to be found.
                    OfTruth: rowsOf[rows[cell.Key].Cell.Track].Count(IsTrue) > rowsOf[rows[cell.Key].Cell.Track].Count() / 2
                )
            )
            .ToArray();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{told.Length} missed cells found, {told.Count(cell => cell.Right)} of them cells of the truth "
                    + $"(expected {told.Sum(cell => cell.Probability):0.0}); in tracks of the truth {told.Count(cell => cell.OfTruth)} and "
                    + $"{told.Count(cell => cell.OfTruth && cell.Right)}"
            )
        );

        bool IsTrue(int row) => nodeOf.TryGetValue(row, out var node) && matching.TruthOf(node) != TrackGraph.None;
    }

    private static IEnumerable<(string Kind, int T, int Track, double Probability)> Changes(string recording) =>
        File.ReadLines(Path.Combine(recording, RecordingFinish.ChangesName))
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(f =>
                (
                    f[0],
                    int.Parse(f[1], CultureInfo.InvariantCulture),
                    int.Parse(f[2], CultureInfo.InvariantCulture),
                    double.Parse(f[4], CultureInfo.InvariantCulture)
                )
            );
}
