namespace Cellect.Lab.Training;

/// <summary>Fits a finished model to a user's own specimen: the network, and where enough frames with all cells and links follow one
/// another the matching networks too.</summary>
public sealed class FineTuner
{
    private readonly TrainingOptions _options;
    private readonly Action<TrainingProgress> _report;
    private readonly Action<string> _log;

    /// <param name="options"><see cref="TrainingOptions.From"/> names the model.</param>
    /// <param name="report">Receives progress.</param>
    public FineTuner(TrainingOptions options, Action<TrainingProgress> report)
    {
        _options = options;
        _report = report;
        _log = line => report(new TrainingProgress(1, TimeSpan.Zero, line));
    }

    /// <summary>Trains and writes the model. Unless <see cref="TrainingOptions.KeepAnyway"/> is set, never one that is worse on the
    /// held-out frames than the one begun with, which is written in its place.</summary>
    /// <returns>Whether the model is a better one.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the same call goes on.</exception>
    public bool Train(TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        var better = _options.NetworkMinutes > 0 && new NetworkTrainer(_options, _report).Train(data, files, cancel);
        cancel.ThrowIfCancellationRequested();
        var network = Network(better, files);
        if (data.Own!.HasRuns)
            better = Matchers(data, files, network, cancel);
        else if (network != _options.From)
            using (var model = ModelWeights.Read(_options.From)!)
                model.WriteWith(network, files.Model, HeldOut.BestThreshold(network, data.Own.HeldOut()));
        if (!better && !_options.KeepAnyway)
            File.Copy(_options.From!, files.Model, overwrite: true);
        return better;
    }

    /// <summary>The network that the model is to have.</summary>
    private string Network(bool better, TrainingFiles files) =>
        better ? files.Best
        : _options.KeepAnyway && _options.NetworkMinutes > 0 ? files.Last
        : _options.From!;

    private bool Matchers(TrainingData data, TrainingFiles files, string network, CancellationToken cancel)
    {
        new MatcherTrainer(_options, _log).Train(data.SimulatedMatchers, network, files.Model, cancel, data.Own, _options.From);
        var before = HeldOutTracking.Of(_options.From!, data.Own!, cancel);
        var after = HeldOutTracking.Of(files.Model, data.Own!, cancel);
        _log($"held-out frames before: {before}");
        _log($"held-out frames after:  {after}");
        return after.Worth > before.Worth;
    }
}
