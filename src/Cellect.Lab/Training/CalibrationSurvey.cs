using Cellect.Lab.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Lab.Training;

/// <summary>What the finished networks say about sequences that they did not learn from, as in use: threshold, merging, memory,
/// assignment.</summary>
/// <param name="matcher">The matching networks.</param>
/// <param name="minScore">Lowest score with which a track begins.</param>
internal sealed class CalibrationSurvey(ICellMatcher matcher, float minScore)
{
    private readonly LinkerOptions _options = new();

    /// <summary>The predictions on some sequences, before any calibration.</summary>
    public Predictions Of(IEnumerable<DetectedSequence> sequences)
    {
        var predictions = new Predictions();
        foreach (var found in sequences)
            Add(found, predictions);
        return predictions;
    }

    private void Add(DetectedSequence found, Predictions predictions)
    {
        var (linker, memory) = (new Linker(matcher, _options), new CellMemory(_options.MemoryFrames));
        var ancestors = new List<(int Time, int Cell)>();
        for (var i = 0; i < found.Times.Length; i++)
        {
            var (time, step) = (found.Times[i], i == 0 ? 1 : found.TimeStep(i));
            var all = linker.Merge(found.Frames[i].Above(LowScoreDetections.LeastScore));
            var links = linker.Link(all, memory.Origins ?? Origins.Of(DetectedFrame.Empty(all.Geometry)), step);
            var believed = LowScoreDetections.Believed(all, links, minScore);
            (var frame, links) = (all.Select(believed), Array.ConvertAll(believed, k => links[k]));
            linker.Learn(frame, links, (found.Sequence.Depth, found.Sequence.Height, found.Sequence.Width));
            var truth = OneEach(frame, found.Sequence.Cells[time]);
            // The first frame, in which no doubtful cell can be believed, is one of thousands in use.
            if (i > 0)
                Judge(found, i, frame, truth, links, ancestors, predictions);
            var kept = memory.Advance(frame, Array.ConvertAll(links, link => link.Parent), step);
            ancestors = [.. truth.Select(cell => (time, cell)), .. kept.Select(k => ancestors[k])];
        }
    }

    private static void Judge(
        DetectedSequence found,
        int frame,
        DetectedFrame now,
        int[] truth,
        Link[] links,
        List<(int Time, int Cell)> ancestors,
        Predictions predictions
    )
    {
        var times = ancestors
            .Select(a => a.Time)
            .Distinct()
            .ToDictionary(t => t, t => CropSampler.Lineage(found.Sequence, t, found.Times[frame]));
        var dividing = Dividing(found, frame);
        for (var k = 0; k < links.Length; k++)
        {
            var (cell, link) = (truth[k], links[k]);
            predictions.Detections.Add((now.Cells[k].Score, cell >= 0));
            bool IsOrigin((int Time, int Cell) a) => cell >= 0 && a.Cell >= 0 && times[a.Time][cell].Parent == a.Cell;
            if (link.Parent >= 0)
                predictions.Links.Add((link.Probability, IsOrigin(ancestors[link.Parent])));
            else
                predictions.Appearances.Add((link.Probability, !ancestors.Exists(IsOrigin)));
            if (link.Division > 0)
                predictions.Divisions.Add((link.Division, cell >= 0 && dividing[cell]));
        }
    }

    /// <summary>For each true cell of a frame whether it was born since the frame before, or one frame earlier, or divides before the
    /// next.</summary>
    private static bool[] Dividing(DetectedSequence found, int frame)
    {
        var now = CropSampler.Lineage(found.Sequence, found.Times[frame - 1], found.Times[frame]);
        var result = Array.ConvertAll(now, cell => cell.Daughter);
        if (frame > 1 && CropSampler.Lineage(found.Sequence, found.Times[frame - 2], found.Times[frame - 1]) is var before)
            for (var cell = 0; cell < result.Length; cell++)
                result[cell] |= now[cell].Parent >= 0 && before[now[cell].Parent].Daughter;
        if (frame + 1 < found.Times.Length)
            foreach (var (parent, daughter) in CropSampler.Lineage(found.Sequence, found.Times[frame], found.Times[frame + 1]))
                if (daughter)
                    result[parent] = true;
        return result;
    }

    /// <summary>For each detection its true cell, or -1; of several for one cell the best alone is right.</summary>
    private static int[] OneEach(DetectedFrame frame, TrainingCell[] cells)
    {
        var truth = TruthMatch.Nearest(frame, cells);
        var taken = new HashSet<int>();
        foreach (var k in Enumerable.Range(0, truth.Length).OrderByDescending(k => frame.Cells[k].Score))
            if (truth[k] >= 0 && !taken.Add(truth[k]))
                truth[k] = -1;
        return truth;
    }
}
