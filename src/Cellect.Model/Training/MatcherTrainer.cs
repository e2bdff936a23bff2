using System.Globalization;
using Cellect.Model.Detections;
using Cellect.Model.Links;
using Cellect.Model.Torch;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Training;

/// <summary>
/// Trains the three matching networks on what the finished detector really finds, mistakes included, and puts the model file together.
/// </summary>
public sealed class MatcherTrainer
{
    // Below the detector's threshold on purpose: duplicates and doubtful cells are what the matchers must learn to judge.
    private const float TrainingScore = 0.25f;
    private const int Epochs = 40;
    private const int BatchRows = 1024;

    private readonly TrainingOptions _options;
    private readonly Action<string> _log;

    /// <param name="options">Number of sequences, seed.</param>
    /// <param name="log">Receives a line now and then.</param>
    public MatcherTrainer(TrainingOptions options, Action<string> log)
    {
        _options = options;
        _log = log;
    }

    /// <summary>Trains the networks and writes the model.</summary>
    /// <param name="makeSequence">Makes the n-th sequence, from another range of numbers than the detector was trained on.</param>
    /// <param name="networkPath">The detector's checkpoint.</param>
    /// <param name="modelPath">The model file to write.</param>
    /// <param name="cancel">Ends the training early without a model.</param>
    public void Train(Func<int, TrainingSequence> makeSequence, string networkPath, string modelPath, CancellationToken cancel)
    {
        random.manual_seed(_options.Seed);
        var network = new LiveNetwork();
        var progress = LiveModel.LoadCheckpoint(network, networkPath);
        if (progress.Steps == 0)
            throw new FileNotFoundException($"no trained network at {networkPath}; train it first", networkPath);
        var weights = network.state_dict().ToDictionary(p => LiveModel.NetworkPrefix + p.Key, p => p.Value.clone());
        using var detector = new LiveDetector(network, new DetectorOptions(), TrainingScore, LiveModel.PickDevice());

        var rows = new MatcherRows();
        var scores = new ScoreSurvey();
        var random0 = new Random(_options.Seed + 17);
        for (var n = 0; n < _options.MatcherSequences; n++)
        {
            cancel.ThrowIfCancellationRequested();
            rows.Add(makeSequence(n), detector, random0, scores);
            if (n % 20 == 19)
                _log(string.Create(CultureInfo.InvariantCulture, $"matchers: {n + 1} of {_options.MatcherSequences} sequences seen, {rows.InterRows} cells"));
        }

        var (intra, inter, division) = (new IntraFrameMatcher(), new InterFrameMatcher(), new DivisionMatcher());
        using var matcher = new CellMatcher(intra, inter, division);
        TrainIntra(intra, rows, random0, cancel);
        TrainInter(inter, rows, random0, cancel);
        TrainDivision(division, rows.DivisionRows(matcher), random0, cancel);

        foreach (var (name, value) in intra.state_dict())
            weights[LiveModel.IntraPrefix + name] = value;
        foreach (var (name, value) in inter.state_dict())
            weights[LiveModel.InterPrefix + name] = value;
        foreach (var (name, value) in division.state_dict())
            weights[LiveModel.DivisionPrefix + name] = value;
        var minScore = scores.Best(_log);
        Safetensors.Write(modelPath, weights, new Dictionary<string, string>
        {
            ["network"] = "live",
            ["steps"] = progress.Steps.ToString(CultureInfo.InvariantCulture),
            [LiveModel.MinScoreKey] = minScore.ToString("0.000", CultureInfo.InvariantCulture),
        });
    }

    private void TrainIntra(IntraFrameMatcher network, MatcherRows rows, Random random0, CancellationToken cancel) => Fit(network, "intra", rows.IntraRows, random0, cancel, batch =>
    {
        var (pairs, same, valid) = rows.IntraBatch(batch);
        var loss = F.binary_cross_entropy_with_logits(network.forward(pairs), same, reduction: nn.Reduction.None);
        return (loss * valid).sum() / valid.sum().clamp_min(1);
    });

    private void TrainInter(InterFrameMatcher network, MatcherRows rows, Random random0, CancellationToken cancel) => Fit(network, "inter", rows.InterRows, random0, cancel, batch =>
    {
        var (pairs, cells, origin) = rows.InterBatch(batch);
        return F.cross_entropy(CellMatcher.MaskedOrigins(network.forward(pairs, cells), pairs), origin);
    });

    private void TrainDivision(DivisionMatcher network, (float[] Values, float[] Divides) rows, Random random0, CancellationToken cancel)
    {
        _log($"division: {rows.Divides.Count(d => d > 0)} of {rows.Divides.Length} pairs divide");
        Fit(network, "division", rows.Divides.Length, random0, cancel, batch => F.binary_cross_entropy_with_logits(
            network.forward(MatcherRows.Gather(rows.Values, batch, [DivisionFeatures.PerPair])), MatcherRows.Gather(rows.Divides, batch, [])));
    }

    private void Fit(nn.Module network, string name, int count, Random random0, CancellationToken cancel, Func<int[], Tensor> loss)
    {
        if (count == 0)
            throw new InvalidOperationException($"no training rows for the {name} network: the detector found nothing");
        using var optimizer = optim.AdamW(network.parameters(), lr: 3e-3, weight_decay: 1e-4);
        var order = Enumerable.Range(0, count).ToArray();
        network.train();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = 3e-3 * 0.5 * (1 + Math.Cos(Math.PI * epoch / Epochs));
            random0.Shuffle(order);
            double sum = 0;
            for (var from = 0; from < count; from += BatchRows)
            {
                using var scope = NewDisposeScope();
                optimizer.zero_grad();
                var value = loss(order[from..Math.Min(count, from + BatchRows)]);
                value.backward();
                OptimizerStep.Take(optimizer);
                sum += value.item<float>() * Math.Min(BatchRows, count - from);
            }

            if (epoch % 10 == 9)
                _log(string.Create(CultureInfo.InvariantCulture, $"{name}: epoch {epoch + 1}, loss {sum / count:0.0000}"));
        }

        network.eval();
    }
}
