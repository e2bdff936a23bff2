using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>The whole model and the model without one of its parts, on the same data.</summary>
/// <param name="entry">The data.</param>
/// <param name="model">Model file.</param>
internal sealed class AblationRun(AblationSpecimens.Entry entry, string model)
{
    /// <summary>Figures of the variants, in the order of <see cref="AblationTable.Variants"/>.</summary>
    public async Task<double?[][]> RunAsync()
    {
        using var networks = ModelParts.Matcher(model);
        var minScore = ModelParts.MinScore(model);
        TrackGraph Linked(DetectedFrame[] frames) => SeriesLinking.Run(frames, networks, minScore);
        TrackGraph Above(DetectedFrame[] frames, Func<DetectedFrame[], TrackGraph> link) =>
            link(Array.ConvertAll(frames, frame => frame.Above(minScore)));
        var both = await FindAsync(
            ModelParts.Detector(model, LowScoreDetections.LeastScore),
            Linked,
            frames => SeriesLinking.Run(frames, new NoMerging(networks), minScore),
            frames => SeriesLinking.Run(frames, new DistanceOrigins(networks), minScore),
            frames => Above(frames, Linked),
            frames => Above(frames, NearestNeighbour.Run)
        );
        var foreground = await FindAsync(ForegroundDetector(), frames => SeriesLinking.Run(frames, networks, ForegroundModel.MinScore));
        var single = await FindAsync(new OneFrameDetector(ModelParts.Detector(model, LowScoreDetections.LeastScore)), Linked);
        return [both[0], foreground[0], both[1], both[2], both[3], single[0], both[4]];
    }

    /// <summary>Detects once, then links and scores in several ways.</summary>
    private async Task<double?[][]> FindAsync(IDetector detector, params Func<DetectedFrame[], TrackGraph>[] linkings)
    {
        using ISpecimen specimen = entry.Open();
        var frames = await DetectedSeries.FindAsync(specimen, detector);
        return Array.ConvertAll(linkings, link => entry.Score(specimen, link(frames)));
    }

    private IDetector ForegroundDetector()
    {
        var changed = Path.GetTempFileName();
        try
        {
            ForegroundModel.Write(model, changed);
            return ModelParts.Detector(changed, ForegroundModel.MinScore);
        }
        finally
        {
            File.Delete(changed);
        }
    }
}
