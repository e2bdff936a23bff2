using System.Diagnostics;
using System.Globalization;
using Cellect.Model.Torch;

namespace Cellect.Model.Training;

/// <summary>Trains the live network's dense maps and cell facts on sequences that are made as it goes.</summary>
public sealed class NetworkTrainer
{
    private const int PoolSize = 96;
    private const int LogEverySteps = 50;
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
        TorchLibrary.Require();
        using var steps = new TrainingSteps(_options);
        var before = steps.Resume(path);
        using var pool = new SequencePool(makeSequence, PoolSize, _options.UsesPerSequence, _options.Seed);
        var clock = Stopwatch.StartNew();
        var sinceCheckpoint = Stopwatch.StartNew();
        var step = before.Steps;
        for (; !cancel.IsCancellationRequested; step++)
        {
            var done = (before.Minutes + clock.Elapsed.TotalMinutes) / _options.NetworkMinutes;
            if (done >= 1)
                break;
            steps.LearningRate = _options.LearningRate * Schedule(done);
            steps.Take([.. Enumerable.Range(0, _options.SequencesPerStep).Select(_ => pool.Next())]);
            if (step % LogEverySteps == LogEverySteps - 1)
                _log(string.Create(CultureInfo.InvariantCulture, $"step {step + 1}, {done:P0}, {steps.Averages.TakeText()}"));
            if (sinceCheckpoint.Elapsed.TotalMinutes > _options.CheckpointMinutes)
            {
                steps.Save(path, step + 1, before.Minutes + clock.Elapsed.TotalMinutes);
                sinceCheckpoint.Restart();
            }
        }

        steps.Save(path, step, before.Minutes + clock.Elapsed.TotalMinutes);
    }

    /// <summary>Share of the highest learning rate: a short rise, then half a cosine to zero.</summary>
    private static double Schedule(double done) =>
        done < WarmUpShare ? (done + 0.001) / WarmUpShare : 0.5 * (1 + Math.Cos(Math.PI * (done - WarmUpShare) / (1 - WarmUpShare)));
}
