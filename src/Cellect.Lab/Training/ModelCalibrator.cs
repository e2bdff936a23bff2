using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Training;

/// <summary>Fits threshold and calibration of a finished model anew, on simulated specimens that it was not trained on; the weights stay as
/// they are.</summary>
/// <param name="log">Receives a line now and then.</param>
public sealed class ModelCalibrator(Action<string> log)
{
    /// <summary>Fits and writes the model with its calibration, and a reliability diagram beside it.</summary>
    /// <param name="makeSequence">Makes the n-th sequence, from another range of numbers than any training.</param>
    /// <param name="sequences">How many, at least 2: half are fitted on, half judge.</param>
    /// <param name="seed">Seed of the strides.</param>
    /// <param name="modelPath">A model that <c>cellect train</c> wrote.</param>
    /// <param name="outPath">File to write; may be the same.</param>
    /// <param name="cancel">Ends without writing.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or no finished model.</exception>
    public void Run(
        Func<int, TrainingSequence> makeSequence,
        int sequences,
        int seed,
        string modelPath,
        string outPath,
        CancellationToken cancel
    )
    {
        using var model = ModelWeights.Read(modelPath)!;
        var network = new LiveNetwork();
        LiveModel.Load(network, model.Tensors, LiveModel.NetworkPrefix, modelPath);
        using var detector = new LiveDetector(network, new DetectorOptions(), LowScoreDetections.LeastScore, NetworkDevice.Pick());
        using var matcher = LiveModel.Matcher(model.Tensors, model.Metadata, modelPath);
        var random = new Random(seed);
        var found = new List<DetectedSequence>();
        for (var n = 0; n < sequences; n++)
        {
            cancel.ThrowIfCancellationRequested();
            found.Add(DetectedSequence.Run(makeSequence(n), detector, random));
            if (n % 20 == 19)
                log(string.Create(CultureInfo.InvariantCulture, $"{n + 1} of {sequences} sequences seen"));
        }

        var picture = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(outPath))!, CalibrationFit.PictureName);
        var minScore = ScoreThreshold.Choose([.. found.Where((_, i) => i % 2 == 0)], matcher, log);
        log(string.Create(CultureInfo.InvariantCulture, $"threshold {minScore:0.00}, {model.MinScore:0.00} before"));
        var calibration = CalibrationFit.Run(found, new CalibrationSurvey(matcher, minScore), picture, log);
        var metadata = new Dictionary<string, string>(model.Metadata)
        {
            [LiveModel.MinScoreKey] = minScore.ToString("0.000", CultureInfo.InvariantCulture),
        };
        calibration.Write(metadata);
        Safetensors.Write(outPath, model.Tensors, metadata);
        log($"calibrated model in {outPath}, reliability diagram in {picture}");
    }
}
