using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Lab.Training;

/// <summary>
/// Trains the three matching networks on what the finished detector really finds, mistakes included, and puts the model file together.
/// Of the sequences one in six judges which epoch is kept, and one in six is kept for the threshold and the calibration.
/// </summary>
public sealed class MatcherTrainer
{
    // Below the detector's threshold on purpose: duplicates and doubtful cells are what the matchers must learn to judge.
    private const float TrainingScore = 0.25f;

    // A user's frames are few: each is seen so many times.
    private const int OwnViews = 3;

    private readonly TrainingOptions _options;

    private readonly Action<string> _log;
    private readonly Cadence _cadence = new();

    /// <param name="options">Number of sequences, candidates, seed.</param>
    /// <param name="log">Receives a line now and then.</param>
    public MatcherTrainer(TrainingOptions options, Action<string> log)
    {
        _options = options;
        _log = log;
    }

    /// <summary>Trains the networks and writes the model.</summary>
    /// <param name="makeSequence">Makes the n-th sequence, from another range of numbers than the detector was trained on. From 4 frames on
    /// each.</param>
    /// <param name="networkPath">The detector's checkpoint, or a model whose matching networks are to be trained anew.</param>
    /// <param name="modelPath">The model file to write.</param>
    /// <param name="cancel">Ends the training early without a model.</param>
    /// <param name="own">A user's frames, learned from as well; null: simulated ones alone.</param>
    /// <param name="goOnFrom">A finished model whose matching networks are trained further; null: random weights.</param>
    /// <exception cref="FileNotFoundException">There is no file at <paramref name="networkPath"/>.</exception>
    /// <exception cref="InvalidDataException">It belongs to another network.</exception>
    public void Train(
        Func<int, TrainingSequence> makeSequence,
        string networkPath,
        string modelPath,
        CancellationToken cancel,
        AnnotatedSeries? own = null,
        string? goOnFrom = null
    )
    {
        random.manual_seed(_options.Seed);
        var network = new LiveNetwork();
        var progress = LiveModel.LoadNetwork(network, networkPath);
        var weights = network.state_dict().ToDictionary(p => LiveModel.NetworkPrefix + p.Key, p => p.Value.clone());
        using var detector = new LiveDetector(network, new DetectorOptions(), TrainingScore, NetworkDevice.Pick());

        var random0 = new Random(_options.Seed + 17);
        var (rows, heldOut, unseen) = Gather(makeSequence, detector, random0, cancel);
        if (own is not null)
            GatherOwn(own, detector, random0, rows, heldOut, unseen, cancel);
        var (intra, inter, division) = (new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
        using var matcher = new CellMatcher(intra, inter, division, _options.MatcherCandidates);
        if (goOnFrom is not null)
            GoOn(goOnFrom, intra, inter, division);
        var fit = new MatcherFit(random0, _log, goOnFrom is not null, cancel);
        fit.Run(
            intra,
            "intra",
            rows.IntraRows,
            batch => IntraLoss(intra, rows, batch),
            heldOut.IntraRows,
            batch => IntraLoss(intra, heldOut, batch)
        );
        fit.Run(
            inter,
            "inter",
            rows.InterRows,
            batch => InterLoss(inter, rows, batch),
            heldOut.InterRows,
            batch => InterLoss(inter, heldOut, batch)
        );
        var (divisions, heldOutDivisions) = (rows.DivisionRows(matcher), heldOut.DivisionRows(matcher));
        _log($"division: {divisions.Divides.Count(d => d > 0)} of {divisions.Divides.Count} pairs divide");
        fit.Run(
            division,
            "division",
            divisions.Divides.Count,
            batch => DivisionLoss(division, divisions, batch),
            heldOutDivisions.Divides.Count,
            batch => DivisionLoss(division, heldOutDivisions, batch)
        );

        foreach (
            var (prefix, trained) in new (string, nn.Module)[]
            {
                (LiveModel.IntraPrefix, intra),
                (LiveModel.InterPrefix, inter),
                (LiveModel.DivisionPrefix, division),
            }
        )
        foreach (var (name, value) in trained.state_dict())
            weights[prefix + name] = value;
        var minScore = ScoreThreshold.Choose(unseen, matcher, _log);
        var calibration = CalibrationFit.Run(unseen, new CalibrationSurvey(matcher, minScore), Picture(modelPath), _log);
        var metadata = new Dictionary<string, string>
        {
            ["network"] = "live",
            ["steps"] = progress.Steps.ToString(CultureInfo.InvariantCulture),
            [LiveModel.CandidatesKey] = _options.MatcherCandidates.ToString(CultureInfo.InvariantCulture),
            [LiveModel.MinScoreKey] = minScore.ToString("0.000", CultureInfo.InvariantCulture),
        };
        calibration.Write(metadata);
        Safetensors.Write(modelPath, weights, metadata);
    }

    private static string Picture(string modelPath) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(modelPath))!, CalibrationFit.PictureName);

    private (MatcherRows Rows, MatcherRows HeldOut, List<DetectedSequence> Unseen) Gather(
        Func<int, TrainingSequence> makeSequence,
        LiveDetector detector,
        Random random0,
        CancellationToken cancel
    )
    {
        var (rows, heldOut, unseen) = (
            new MatcherRows(_options.MatcherCandidates),
            new MatcherRows(_options.MatcherCandidates),
            new List<DetectedSequence>()
        );
        for (var n = 0; n < _options.MatcherSequences; n++)
        {
            cancel.ThrowIfCancellationRequested();
            var found = DetectedSequence.Run(makeSequence(n), detector, random0);
            if (n % 6 == 5)
                unseen.Add(found);
            else
                (n % 6 == 2 ? heldOut : rows).Add(found, random0);
            if (_cadence.Due())
                _log($"matchers: {n + 1} of {_options.MatcherSequences} sequences seen, {rows.InterRows} cells");
        }

        return (rows, heldOut, unseen);
    }

    private static void GoOn(string path, IntraFrameMatcher intra, InterFrameMatcher inter, DivisionMatcher division)
    {
        using var model = ModelWeights.Read(path)!;
        LiveModel.Load(intra, model.Tensors, LiveModel.IntraPrefix, path);
        LiveModel.Load(inter, model.Tensors, LiveModel.InterPrefix, path);
        LiveModel.Load(division, model.Tensors, LiveModel.DivisionPrefix, path);
    }

    /// <summary>A user's frames many times over, turned and at other scales: they are few beside the simulated ones.</summary>
    private void GatherOwn(
        AnnotatedSeries own,
        LiveDetector detector,
        Random random0,
        MatcherRows rows,
        MatcherRows heldOut,
        List<DetectedSequence> unseen,
        CancellationToken cancel
    )
    {
        foreach (var window in own.Windows(OwnViews, _options.Seed))
        {
            cancel.ThrowIfCancellationRequested();
            rows.Add(DetectedSequence.Run(window, detector, random0), random0);
            if (_cadence.Due())
                _log($"matchers: {rows.InterRows} cells, your own among them");
        }

        foreach (var window in own.HeldWindows(OwnViews, _options.Seed))
        {
            cancel.ThrowIfCancellationRequested();
            var found = DetectedSequence.Run(window, detector, [.. Enumerable.Range(0, window.Frames)], knowsTime: true);
            heldOut.Add(found, random0);
            unseen.Add(found);
        }

        _log($"matchers: {rows.InterRows} cells, your own among them");
    }

    private static Tensor IntraLoss(IntraFrameMatcher network, MatcherRows rows, int[] batch)
    {
        var (pairs, same, valid) = rows.IntraBatch(batch);
        var loss = F.binary_cross_entropy_with_logits(network.forward(pairs), same, reduction: nn.Reduction.None);
        return (loss * valid).sum() / valid.sum().clamp_min(1);
    }

    private static Tensor InterLoss(InterFrameMatcher network, MatcherRows rows, int[] batch)
    {
        var (pairs, cells, origin) = rows.InterBatch(batch);
        return F.cross_entropy(CellMatcher.MaskedOrigins(network.forward(pairs, cells), pairs), origin);
    }

    private static Tensor DivisionLoss(DivisionMatcher network, (List<float> Values, List<float> Divides) rows, int[] batch) =>
        F.binary_cross_entropy_with_logits(
            network.forward(MatcherRows.Gather(rows.Values, batch, [DivisionFeatures.PerPair])),
            MatcherRows.Gather(rows.Divides, batch, [])
        );
}
