using System.Diagnostics;
using System.Globalization;
using Cellect.Model.Networks;

namespace Cellect.Lab.Training;

/// <summary>Trains the live network's dense maps and cell facts, from random weights or from a finished model's.</summary>
public sealed class NetworkTrainer
{
    private const double WarmUpShare = 0.03;

    // Where a fine-tuning loses more than this on the simulated specimens, it forgets what the model could do.
    private const double MostForgotten = 0.03;

    private readonly TrainingOptions _options;
    private readonly Action<TrainingProgress> _report;

    /// <param name="options">Length, batch, learning rate.</param>
    /// <param name="report">Receives progress after each step.</param>
    public NetworkTrainer(TrainingOptions options, Action<TrainingProgress> report)
    {
        _options = options;
        _report = report;
    }

    /// <summary>
    /// Trains until the time is up; goes on from the folder's last checkpoint where there is one. The best weights by validation are kept,
    /// the ones to begin with included where a model is fine-tuned.
    /// </summary>
    /// <param name="data">What is trained on.</param>
    /// <param name="files">Where checkpoints and curves go.</param>
    /// <param name="cancel">Ends the training early, leaving a checkpoint.</param>
    /// <returns>Whether the best weights are better than those begun with; true where those were random.</returns>
    public bool Train(TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        TorchLibrary.Require();
        using var begin = ModelWeights.Read(_options.From);
        using var steps = new TrainingSteps(_options, begin?.Tensors, keepStatistics: begin is not null && data.Own is not null);
        // Only a fine-tuning has a model to beat: simulated training that goes on from one keeps the best of its own weights.
        var model = data.Own is null ? null : begin;
        var resumed = File.Exists(files.Last);
        var state = resumed ? steps.Resume(files.Last) : TrainingState.Beginning;
        var curves = new TrainingCurves(files.Folder, state.Steps);
        var held = data.Own?.HeldOut() ?? data.SimulatedHeldOut;
        var validation = new Validation(
            steps,
            held,
            data.Own is null ? null : data.SimulatedHeldOut,
            model?.MinScore,
            MostForgotten,
            curves
        );
        if (!resumed && model is not null)
            state = Report(validation.Begin(state), "before");
        var first = state.Best;
        state = Run(data, steps, state, validation, files, cancel);
        if (!cancel.IsCancellationRequested)
            state = Keep(state, steps, validation, files);
        return model is null || state.Best > first || (resumed && File.Exists(files.Best));
    }

    private TrainingState Run(
        TrainingData data,
        TrainingSteps steps,
        TrainingState state,
        Validation validation,
        TrainingFiles files,
        CancellationToken cancel
    )
    {
        // A training that goes on gets other specimens than those it has seen.
        var seen = state.Steps * _options.SequencesPerStep / _options.UsesPerSequence;
        using var simulated = new SequencePool(
            n => data.Simulated(seen + n),
            _options.PoolSize,
            _options.UsesPerSequence,
            _options.Seed + state.Steps
        );
        using var own = data.Own is { } series
            ? new SequencePool(
                n => series.Part(_options, seen + n),
                Math.Min(_options.PoolSize, 16),
                _options.UsesPerSequence,
                _options.Seed + state.Steps
            )
            : null;
        var choice = new Random(_options.Seed + state.Steps);
        var (clock, cadence) = (Stopwatch.StartNew(), new Cadence());
        var (before, lastCheckpoint) = (state.Minutes, state.Minutes);
        while (!cancel.IsCancellationRequested && state.Minutes < _options.NetworkMinutes)
        {
            var done = state.Minutes / _options.NetworkMinutes;
            steps.LearningRate = _options.LearningRate * Schedule(done);
            steps.Take([
                .. Enumerable
                    .Range(0, _options.SequencesPerStep)
                    .Select(_ => own is not null && choice.NextDouble() < _options.OwnShare ? own.Next() : simulated.Next()),
            ]);
            state = state with { Steps = state.Steps + 1, Minutes = before + clock.Elapsed.TotalMinutes };
            _report(Progress(state, cadence.Due() ? validation.Log(state) : null));
            if (state.Minutes - lastCheckpoint < _options.CheckpointMinutes)
                continue;
            state = Keep(state, steps, validation, files) with { Minutes = before + clock.Elapsed.TotalMinutes };
            lastCheckpoint = state.Minutes;
        }

        if (cancel.IsCancellationRequested)
            steps.Save(files.Last, state);
        return state;
    }

    private TrainingState Keep(TrainingState state, TrainingSteps steps, Validation validation, TrainingFiles files)
    {
        var now = Report(validation.Judge(state), "now");
        // The better weights first: a kill between the two costs a validation, never the best weights.
        if (now.Best > state.Best)
            steps.SaveWeights(files.Best, now);
        steps.Save(files.Last, now);
        return now;
    }

    private TrainingState Report((TrainingState State, string Text) judged, string when)
    {
        _report(Progress(judged.State, $"{when}: {judged.Text}"));
        return judged.State;
    }

    private TrainingProgress Progress(TrainingState state, string? line) =>
        new(
            Math.Min(1, state.Minutes / _options.NetworkMinutes),
            TimeSpan.FromMinutes(Math.Max(0, _options.NetworkMinutes - state.Minutes)),
            line is null
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"step {state.Steps}, {state.Minutes:0.0} of {_options.NetworkMinutes:0.#} min, {line}"
                )
        );

    /// <summary>Share of the highest learning rate: a short rise, then half a cosine to zero.</summary>
    private static double Schedule(double done) =>
        done < WarmUpShare ? (done + 0.001) / WarmUpShare : 0.5 * (1 + Math.Cos(Math.PI * (done - WarmUpShare) / (1 - WarmUpShare)));
}
