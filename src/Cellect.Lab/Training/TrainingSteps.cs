using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Lab.Training;

/// <summary>The network in training, its optimiser, and one step of it.</summary>
internal sealed class TrainingSteps : IDisposable
{
    private const double WeightDecay = 1e-4;
    private const double MaxGradientNorm = 5;

    private readonly TrainingOptions _options;
    private readonly Device _device = NetworkDevice.Pick().Device;
    private readonly LiveNetwork _network = new();
    private readonly TorchSharp.Modules.AdamW _optimizer;
    private CropSampler _sampler;
    private readonly NetworkLoss _loss;

    /// <param name="options">Crop, learning rate, seed.</param>
    /// <param name="from">Weights to begin with; null: random ones.</param>
    /// <param name="keepStatistics">
    /// Leaves batch normalisation's running statistics as they are and uses them: those of a few crops of two kinds of specimen would fit
    /// neither.
    /// </param>
    public TrainingSteps(TrainingOptions options, IReadOnlyDictionary<string, Tensor>? from = null, bool keepStatistics = false)
    {
        random.manual_seed(options.Seed);
        var random0 = new Random(options.Seed);
        _options = options;
        if (from is not null)
            LiveModel.Load(_network, from, LiveModel.NetworkPrefix, options.From!);
        _network.to(_device);
        _network.train();
        if (keepStatistics)
            KeepStatistics();
        _optimizer = optim.AdamW(_network.parameters(), lr: options.LearningRate, weight_decay: WeightDecay);
        _sampler = new CropSampler(options, random0);
        _loss = new NetworkLoss(random0, options.Triplets);
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

    /// <summary>Goes on from a checkpoint, the optimiser's moments included; random numbers begin anew, or the same crops would come
    /// again.</summary>
    public TrainingState Resume(string path)
    {
        var state = TrainingCheckpoint.Read(path, _network, _optimizer);
        _sampler = new CropSampler(_options, new Random(_options.Seed + 31 * state.Steps));
        return state;
    }

    /// <summary>Writes a checkpoint to go on from.</summary>
    public void Save(string path, TrainingState state) => TrainingCheckpoint.Write(path, _network, _optimizer, state);

    /// <summary>Writes the weights alone.</summary>
    public void SaveWeights(string path, TrainingState state) =>
        LiveModel.SaveCheckpoint(_network, path, new LiveModel.Progress(state.Steps, state.Minutes));

    /// <summary>How well the weights of now find the cells of held-out volumes.</summary>
    public double Validate(IReadOnlyList<TrainingSequence> held, float? minScore) => HeldOut.F1(_network, held, minScore);

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

    private void KeepStatistics()
    {
        foreach (var norm in _network.modules().OfType<TorchSharp.Modules.BatchNorm3d>())
            norm.eval();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
    }
}
