namespace Cellect.Lab.Training;

/// <summary>Fits a finished model to a user's own specimen; the matching networks stay as they are.</summary>
public sealed class FineTuner
{
    private readonly TrainingOptions _options;
    private readonly Action<TrainingProgress> _report;

    /// <param name="options"><see cref="TrainingOptions.From"/> names the model.</param>
    /// <param name="report">Receives progress.</param>
    public FineTuner(TrainingOptions options, Action<TrainingProgress> report)
    {
        _options = options;
        _report = report;
    }

    /// <summary>Trains and writes the model: never one that is worse on the held-out frames than the one begun with, which is written in
    /// its place.</summary>
    /// <returns>Whether the model is a better one.</returns>
    /// <exception cref="OperationCanceledException">Stopped; the same call goes on.</exception>
    public bool Train(TrainingData data, TrainingFiles files, CancellationToken cancel)
    {
        var better = new NetworkTrainer(_options, _report).Train(data, files, cancel);
        cancel.ThrowIfCancellationRequested();
        if (better)
        {
            using var model = ModelWeights.Read(_options.From)!;
            model.WriteWith(files.Best, files.Model, HeldOut.BestThreshold(files.Best, data.Own!.HeldOut()));
        }
        else
        {
            File.Copy(_options.From!, files.Model, overwrite: true);
        }

        return better;
    }
}
