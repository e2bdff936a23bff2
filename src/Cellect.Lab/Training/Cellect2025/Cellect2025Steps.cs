using Cellect.Model.Networks.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>The published networks in training, their optimiser, and one step of it: two passes over one crop, (t, t+s) and (t+s,
/// t+2s').</summary>
internal sealed class Cellect2025Steps : IDisposable
{
    // Adam, as published: AdamW without decay is the same.
    private const double WeightDecay = 0;
    private const double MaxGradientNorm = 20;

    private readonly TrainingOptions _options;
    private readonly Device _device = NetworkDevice.Pick().Device;
    private readonly Cellect2025Loss _loss;
    private readonly TorchSharp.Modules.AdamW _optimizer;
    private Cellect2025Sampler _sampler;
    private bool _matchersLearn = true;

    public Cellect2025Steps(TrainingOptions options)
    {
        _options = options;
        random.manual_seed(options.Seed);
        var random0 = new Random(options.Seed);
        (Networks, Beginning) = Cellect2025Beginning.Of(options);
        Networks.to(_device);
        Networks.train();
        _optimizer = optim.AdamW(Networks.parameters(), lr: options.LearningRate, weight_decay: WeightDecay);
        _sampler = new Cellect2025Sampler(options, Beginning.Rescale, random0);
        _loss = new Cellect2025Loss(random0);
    }

    /// <summary>In training.</summary>
    public Cellect2025Networks Networks { get; }

    /// <summary>What the model file will say.</summary>
    public Cellect2025Beginning Beginning { get; }

    /// <summary>Losses since they were last taken.</summary>
    public PartMeans Means { get; } = new(Cellect2025Loss.Names.Length);

    /// <summary>Goes on from a checkpoint, the optimiser's moments included.</summary>
    public TrainingState Resume(string path)
    {
        var state = TrainingCheckpoint.Read(path, Networks, _optimizer);
        _sampler = new Cellect2025Sampler(_options, Beginning.Rescale, new Random(_options.Seed + 31 * state.Steps));
        return state;
    }

    /// <summary>Writes a checkpoint to go on from.</summary>
    public void Save(string path, TrainingState state) => TrainingCheckpoint.Write(path, Networks, _optimizer, state);

    /// <summary>One step on a crop of a sequence.</summary>
    /// <param name="sequence">Of at least 3 frames.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="cellWise">Whether the losses of single cells count.</param>
    /// <param name="matchersLearn">Whether the matchers change.</param>
    /// <returns>The loss.</returns>
    public float Take(TrainingSequence sequence, double learningRate, bool cellWise, bool matchersLearn)
    {
        if (matchersLearn != _matchersLearn)
            Networks.TrainMatchers(_matchersLearn = matchersLearn);
        foreach (var group in _optimizer.ParamGroups)
            group.LearningRate = learningRate;
        using var scope = NewDisposeScope();
        var sample = _sampler.Draw(sequence);
        _optimizer.zero_grad();
        var maps = Enumerable
            .Range(0, 2)
            .Select(pass => Networks.UNet.Forward(Pair(sample.Images[pass], sample.Images[pass + 1])))
            .ToArray();
        var loss = _loss.Compute(Networks, maps, sample, cellWise);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
            return Skip(value);
        loss.backward();
        // One gradient that is not a number would spoil every weight for good.
        if (!double.IsFinite(nn.utils.clip_grad_norm_(Networks.parameters(), MaxGradientNorm)))
            return Skip(value);
        OptimizerStep.Take(_optimizer);
        Means.Add(_loss.Values);
        return value;
    }

    /// <summary>Steps left out because loss or gradient was not a finite number.</summary>
    public int Skipped { get; private set; }

    private float Skip(float value)
    {
        Skipped++;
        return value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        Networks.Dispose();
    }

    /// <summary>[1, 2, row, column, slice].</summary>
    private Tensor Pair(float[] first, float[] second)
    {
        long[] shape = [_options.CropDepth, _options.CropSide, _options.CropSide];
        return stack([tensor(first, shape, device: _device), tensor(second, shape, device: _device)])
            .permute(0, 2, 3, 1)
            .unsqueeze(0)
            .contiguous();
    }
}
