using System.Globalization;
using Cellect.Lab.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Training;

/// <summary>How well a finished model tracks a user's held-out frames, threshold, merging and assignment as in use.</summary>
/// <param name="Cells">F1 of the cells.</param>
/// <param name="Links">F1 of the links.</param>
/// <param name="Told">Daughters that were told.</param>
/// <param name="Right">Those of them that were born within one frame.</param>
/// <param name="True">True daughters.</param>
internal sealed record HeldOutTracking(double Cells, double Links, int Told, int Right, int True)
{
    /// <summary>F1 of the divisions; 1 where there are none and none is told.</summary>
    public double Divisions => Told + True == 0 ? 1 : 2.0 * Math.Min(Right, True) / (Told + True);

    /// <summary>What a model is kept by: the mean of the three.</summary>
    public double Worth => (Cells + Links + Divisions) / 3;

    /// <summary>Measures a model.</summary>
    /// <param name="modelPath">A finished model.</param>
    /// <param name="own">The user's frames.</param>
    /// <param name="cancel">Ends it early.</param>
    public static HeldOutTracking Of(string modelPath, AnnotatedSeries own, CancellationToken cancel)
    {
        using var model = ModelWeights.Read(modelPath)!;
        var network = new LiveNetwork();
        LiveModel.Load(network, model.Tensors, LiveModel.NetworkPrefix, modelPath);
        using var detector = new LiveDetector(network, new DetectorOptions(), LowScoreDetections.LeastScore, NetworkDevice.Pick());
        using var matcher = LiveModel.Matcher(model.Tensors, model.Metadata, modelPath);
        var found = new List<DetectedSequence>();
        foreach (var window in own.HeldWindows(views: 1, seed: 1))
        {
            cancel.ThrowIfCancellationRequested();
            found.Add(DetectedSequence.Run(window, detector, [.. Enumerable.Range(0, window.Frames)], knowsTime: true));
        }

        return Of(new CalibrationSurvey(matcher, model.MinScore).Of(found), found);
    }

    private static HeldOutTracking Of(Predictions told, List<DetectedSequence> found)
    {
        var cells = found.SelectMany(f => f.Sequence.Cells.Skip(1)).SelectMany(frame => frame).ToArray();
        return new HeldOutTracking(
            F1(told.Detections, cells.Length),
            F1(told.Links, cells.Count(c => c.Parent >= 0)),
            told.Divisions.Count,
            told.Divisions.Count(d => d.Right),
            cells.Count(c => c.Daughter)
        );
    }

    private static double F1(List<(float Probability, bool Right)> told, int all) =>
        2.0 * told.Count(t => t.Right) / Math.Max(1, told.Count + all);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"F1 of cells {Cells:0.0000}, of links {Links:0.0000}, of divisions {Divisions:0.000} ({Right} of {Told} "
                + $"daughters right, {True} true)"
        );
}
