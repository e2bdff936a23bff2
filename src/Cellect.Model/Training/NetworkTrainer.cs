using System.Diagnostics;
using System.Globalization;
using Cellect.Model.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Model.Training;

/// <summary>Trains the live network's dense maps and cell facts on sequences that are made as it goes.</summary>
public sealed class NetworkTrainer
{
    private const int PoolSize = 96;
    private const double WarmUpShare = 0.03;

    private readonly TrainingOptions _options;
    private readonly Action<string> _log;

    /// <param name="options">Length, batch, learning rate.</param>
    /// <param name="log">Receives a line now and then.</param>
    public NetworkTrainer(TrainingOptions options, Action<string> log)
    {
        _options = options;
        _log = log;
    }

    /// <summary>Trains until the time is up and leaves the weights, checkpoints included, at <paramref name="path"/>.</summary>
    /// <param name="makeSequence">Makes the n-th sequence; called from another thread, one call at a time. At least 3 frames each.</param>
    /// <param name="path">Safetensors file; read first when it exists, so that a stopped training goes on.</param>
    /// <param name="cancel">Ends the training early, leaving the newest weights.</param>
    public void Train(Func<int, TrainingSequence> makeSequence, string path, CancellationToken cancel)
    {
        random.manual_seed(_options.Seed);
        var random0 = new Random(_options.Seed);
        var device = LiveModel.PickDevice();
        using var network = new LiveNetwork();
        var before = LiveModel.LoadCheckpoint(network, path);
        network.to(device);
        using var optimizer = optim.AdamW(network.parameters(), lr: _options.LearningRate, weight_decay: 1e-4);
        using var pool = new SequencePool(makeSequence, PoolSize, _options.UsesPerSequence, _options.Seed);
        var sampler = new CropSampler(_options, random0);
        var loss = new NetworkLoss(random0);
        var clock = Stopwatch.StartNew();
        var sinceCheckpoint = Stopwatch.StartNew();
        var averages = new LossAverages();

        network.train();
        for (var step = before.Steps; !cancel.IsCancellationRequested; step++)
        {
            var done = (before.Minutes + clock.Elapsed.TotalMinutes) / _options.NetworkMinutes;
            if (done >= 1)
                break;
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = _options.LearningRate * Schedule(done);
            Step(network, optimizer, sampler, loss, pool, device, averages);
            if (step % 50 == 49)
                _log(string.Create(CultureInfo.InvariantCulture, $"step {step + 1}, {done:P0}, {averages.TakeText()}"));
            if (sinceCheckpoint.Elapsed.TotalMinutes > _options.CheckpointMinutes)
            {
                Save(network, path, step + 1, before.Minutes + clock.Elapsed.TotalMinutes);
                sinceCheckpoint.Restart();
            }

            before = before with { LastStep = step + 1 };
        }

        Save(network, path, before.LastStep, before.Minutes + clock.Elapsed.TotalMinutes);
    }

    /// <summary>Share of the highest learning rate: a short rise, then half a cosine to zero.</summary>
    private static double Schedule(double done) =>
        done < WarmUpShare ? (done + 0.001) / WarmUpShare : 0.5 * (1 + Math.Cos(Math.PI * (done - WarmUpShare) / (1 - WarmUpShare)));

    private void Step(LiveNetwork network, optim.Optimizer optimizer, CropSampler sampler, NetworkLoss loss, SequencePool pool, Device device, LossAverages averages)
    {
        using var scope = NewDisposeScope();
        var batch = new TrainingBatch(_options.SequencesPerStep * 2, _options.CropDepth, _options.CropSide);
        for (var s = 0; s < _options.SequencesPerStep; s++)
            sampler.Fill(pool.Next(), batch, 2 * s);
        var images = tensor(batch.Images, [batch.Items, 2, _options.CropDepth, _options.CropSide, _options.CropSide], device: device);
        optimizer.zero_grad();
        var parts = loss.Compute(network, batch, network.forward(images), device);
        parts.Total.backward();
        nn.utils.clip_grad_norm_(network.parameters(), 5);
        optimizer.step();
        averages.Add(parts);
    }

    private static void Save(LiveNetwork network, string path, int steps, double minutes) =>
        LiveModel.SaveCheckpoint(network, path, new LiveModel.Progress(steps, minutes, steps));
}
