using System.Diagnostics;
using System.Globalization;
using Cellect.Model.Networks;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>Trains the published network, U-Net, centre network and both matchers, from random weights or from a model file's.</summary>
public sealed class Cellect2025Trainer
{
    private const int LogEverySteps = 25;
    private const double WarmUpShare = 0.02;
    private static readonly string[] ScoreColumns = ["cells_f1", "links_f1"];

    private readonly TrainingOptions _options;
    private readonly MatcherWindows _windows;
    private readonly Action<TrainingProgress> _report;
    private readonly Stopwatch _clock = new();

    /// <param name="options">Length, crop, learning rate, candidates.</param>
    /// <param name="windows">When the matchers learn.</param>
    /// <param name="report">Receives progress after each step.</param>
    public Cellect2025Trainer(TrainingOptions options, MatcherWindows windows, Action<TrainingProgress> report) =>
        (_options, _windows, _report) = (options, windows, report);

    /// <summary>Trains until the time is up; goes on from the folder's last checkpoint where there is one. The best weights by validation
    /// are the model.</summary>
    /// <param name="data">What is trained on; validation is on the user's held-out frames where there are any.</param>
    /// <param name="files">Where checkpoints and curves go; <see cref="TrainingFiles.Best"/> is a whole model file.</param>
    /// <param name="cancel">Ends the training early, leaving a checkpoint.</param>
    public void Train(TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        TorchLibrary.Require();
        using var steps = new Cellect2025Steps(_options);
        var state = File.Exists(files.Last) ? steps.Resume(files.Last) : TrainingState.Beginning;
        var curves = new TrainingCurves(files.Folder, state.Steps, Cellect2025Loss.Names, ScoreColumns);
        var held = data.Own?.HeldOutFollowed() ?? data.SimulatedHeldOut;
        state = Run(data, steps, state, held, curves, files, cancel);
        if (cancel.IsCancellationRequested)
            steps.Save(files.Last, state);
        else
            Keep(state, steps, held, curves, files);
    }

    private TrainingState Run(
        TrainingData data,
        Cellect2025Steps steps,
        TrainingState state,
        IReadOnlyList<TrainingSequence> held,
        TrainingCurves curves,
        TrainingFiles files,
        CancellationToken cancel
    )
    {
        // A training that goes on gets other specimens than those it has seen.
        var seen = state.Steps / _options.UsesPerSequence;
        using var simulated = new SequencePool(
            n => data.Simulated(seen + n),
            _options.PoolSize,
            _options.UsesPerSequence,
            _options.Seed + state.Steps
        );
        using var own = data.Own is { } series
            ? new SequencePool(
                n => series.PartFollowed(_options, seen + n),
                Math.Min(_options.PoolSize, 16),
                _options.UsesPerSequence,
                _options.Seed + state.Steps
            )
            : null;
        var choice = new Random(_options.Seed + state.Steps);
        _clock.Restart();
        var (before, lastCheckpoint) = (state.Minutes, state.Minutes);
        while (!cancel.IsCancellationRequested && state.Minutes < _options.NetworkMinutes)
        {
            var done = state.Minutes / _options.NetworkMinutes;
            steps.Take(
                own is not null && choice.NextDouble() < _options.OwnShare ? own.Next() : simulated.Next(),
                _options.LearningRate * Schedule(done),
                done >= _windows.First,
                _windows.Contain(done)
            );
            state = state with { Steps = state.Steps + 1, Minutes = before + _clock.Elapsed.TotalMinutes };
            _report(Progress(state, state.Steps % LogEverySteps == 0 ? Log(state, steps, curves) : null));
            if (state.Minutes - lastCheckpoint < _options.CheckpointMinutes)
                continue;
            state = Keep(state, steps, held, curves, files) with { Minutes = before + _clock.Elapsed.TotalMinutes };
            lastCheckpoint = state.Minutes;
        }

        return state;
    }

    private static string Log(TrainingState state, Cellect2025Steps steps, TrainingCurves curves)
    {
        var losses = steps.Means.Take();
        curves.Add(state.Steps, state.Minutes, losses, double.NaN, double.NaN);
        var skipped =
            steps.Skipped == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {steps.Skipped} steps left out: not finite");
        return string.Join(
                ", ",
                Cellect2025Loss
                    .Names.Zip(losses)
                    .Where(p => double.IsFinite(p.Second))
                    .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.First} {p.Second:0.000}"))
            ) + skipped;
    }

    private TrainingState Keep(
        TrainingState state,
        Cellect2025Steps steps,
        IReadOnlyList<TrainingSequence> held,
        TrainingCurves curves,
        TrainingFiles files
    )
    {
        var scores = Cellect2025HeldOut.Of(steps.Networks, steps.Beginning, held);
        curves.Add(state.Steps, state.Minutes, [.. Cellect2025Loss.Names.Select(_ => double.NaN)], scores.Cells, scores.Links);
        curves.Write();
        // The better weights first: a kill between the two costs a validation, never the best weights.
        if (scores.Both > state.Best)
            steps.Beginning.Write(files.Best, steps.Networks, state);
        var now = state with { Best = Math.Max(state.Best, scores.Both) };
        steps.Save(files.Last, now);
        _report(
            Progress(
                now,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"F1 on held-out volumes: cells {scores.Cells:0.000}, links {scores.Links:0.000}"
                )
            )
        );
        return now;
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

    /// <summary>A short rise, then half a cosine: a training that knows its end needs no plateau to be noticed (published: halved on a
    /// plateau).</summary>
    private static double Schedule(double done) =>
        done < WarmUpShare ? (done + 0.001) / WarmUpShare : 0.5 * (1 + Math.Cos(Math.PI * (done - WarmUpShare) / (1 - WarmUpShare)));
}
