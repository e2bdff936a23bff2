using Cellect.Model.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Model.Training;

/// <summary>The network in training, its optimiser, and one step of it.</summary>
internal sealed class TrainingSteps : IDisposable
{
    private const double WeightDecay = 1e-4;
    private const double MaxGradientNorm = 5;

    private readonly TrainingOptions _options;
    private readonly Device _device = LiveModel.PickDevice();
    private readonly LiveNetwork _network = new();
    private readonly optim.Optimizer _optimizer;
    private readonly CropSampler _sampler;
    private readonly NetworkLoss _loss;

    public TrainingSteps(TrainingOptions options)
    {
        random.manual_seed(options.Seed);
        var random0 = new Random(options.Seed);
        _options = options;
        _network.to(_device);
        _network.train();
        _optimizer = optim.AdamW(_network.parameters(), lr: options.LearningRate, weight_decay: WeightDecay);
        _sampler = new CropSampler(options, random0);
        _loss = new NetworkLoss(random0);
    }

    /// <summary>Losses since they were last taken.</summary>
    public LossAverages Averages { get; } = new();

    /// <summary>Of the steps to come.</summary>
    public double LearningRate
    {
        set
        {
            foreach (var group in _optimizer.ParamGroups)
                group.LearningRate = value;
        }
    }

    /// <summary>Goes on from a checkpoint where there is one.</summary>
    public LiveModel.Progress Resume(string path) => LiveModel.LoadCheckpoint(_network, path);

    /// <summary>Writes a checkpoint.</summary>
    public void Save(string path, int steps, double minutes) =>
        LiveModel.SaveCheckpoint(_network, path, new LiveModel.Progress(steps, minutes));

    /// <summary>One step on crops of the given sequences; returns the loss.</summary>
    public float Take(params ReadOnlySpan<TrainingSequence> sequences)
    {
        using var scope = NewDisposeScope();
        var batch = new TrainingBatch(sequences.Length * 2, _options.CropDepth, _options.CropSide);
        for (var s = 0; s < sequences.Length; s++)
            _sampler.Fill(sequences[s], batch, 2 * s);
        var images = tensor(batch.Images, [batch.Items, 2, _options.CropDepth, _options.CropSide, _options.CropSide], device: _device);
        _optimizer.zero_grad();
        var parts = _loss.Compute(_network, batch, _network.forward(images), _device);
        parts.Total.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), MaxGradientNorm);
        OptimizerStep.Take(_optimizer);
        Averages.Add(parts);
        return parts.Total.item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }
}
