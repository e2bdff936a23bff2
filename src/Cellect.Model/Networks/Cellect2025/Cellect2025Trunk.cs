using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// What the published U-Net and its centre network share: five levels down and up, instance normalisation, deep supervision
/// (cellect-reference.md §2.2). Tensors are [batch, channel, row, column, slice]; slices are never down-sampled.
/// </summary>
/// <remarks>The names of the parameters are those of the published checkpoints. Maps are freed as soon as they have been read.</remarks>
internal abstract class Cellect2025Trunk : nn.Module
{
    private const double DropoutProbability = 0.6;

    // A number written in place in an expression becomes a native temporary (docs/model.md, "TorchSharp's temporaries").
    private static readonly Scalar Slope = 0.01f;

    private readonly Dictionary<string, Module<Tensor, Tensor>> _convolutions = [];
    private readonly Dictionary<string, TorchSharp.Modules.Conv3d> _weights = [];

    protected Cellect2025Trunk(string name)
        : base(name) { }

    /// <summary>What the way down leaves for the way up.</summary>
    /// <param name="Deepest">Level 5.</param>
    /// <param name="Contexts">Levels 1 to 4, at [0] to [3].</param>
    protected sealed record Descent(Tensor Deepest, Tensor[] Contexts);

    /// <summary>What the way up gives.</summary>
    /// <param name="Features">The last decoder level and context 1, at full resolution.</param>
    /// <param name="Supervision">The sum of the two deep supervision maps, at full resolution.</param>
    protected sealed record Ascent(Tensor Features, Tensor Supervision);

    /// <summary>
    /// Registers a bias-free convolution. A name such as <c>a.2</c> is that of the third part of a sequence, of which only the convolution
    /// has weights.
    /// </summary>
    /// <param name="name">Name of the published tensor, without <c>.weight</c>.</param>
    /// <param name="output">Channels.</param>
    /// <param name="input">Channels.</param>
    /// <param name="kernel">1 or 3; 3 is padded by 1.</param>
    /// <param name="lateralStride">1 or 2.</param>
    /// <param name="pooled">The stride is taken by a maximum over 2×2×1 voxels before the convolution, and the convolution is then the
    /// second part of a sequence.</param>
    protected void Add(string name, long output, long input, long kernel, long lateralStride = 1, bool pooled = false)
    {
        var stride = pooled ? 1 : lateralStride;
        var convolution = Conv3d(
            input,
            output,
            (kernel, kernel, kernel),
            (stride, stride, 1),
            (kernel / 2, kernel / 2, kernel / 2),
            bias: false
        );
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        Module<Tensor, Tensor> module =
            pooled ? Sequential(("0", MaxPool3d((2, 2, 1), (2, 2, 1))), ("1", convolution))
            : dot >= 0 ? Sequential((name[(dot + 1)..], convolution))
            : convolution;
        var key = dot >= 0 ? name[..dot] : name;
        register_module(key, module);
        (_convolutions[key], _weights[key]) = (module, convolution);
    }

    /// <summary>Registers the way down.</summary>
    /// <param name="input">Channels of the input.</param>
    /// <param name="width">Channels of level 1; each level has twice those of the one above.</param>
    /// <param name="shortcut">Levels 2 to 5 have a second convolution on the main path and a 1×1×1 convolution beside it.</param>
    /// <param name="pooled">Levels 2 to 5 of this variant shrink by a maximum.</param>
    protected void AddDescent(long input, long width, bool shortcut, bool pooled)
    {
        Add("conv3d_c1_1", width, input, 3);
        Add("conv3d_c1_2", width, width, 3);
        Add("lrelu_conv_c1.1", width, width, 3);
        for (var level = 2; level <= 5; level++)
        {
            var above = width;
            width *= 2;
            Add($"conv3d_c{level}", width, above, 3, 2, pooled);
            if (shortcut)
            {
                Add($"conv3d_c{level}s1", width, width, 3);
                Add($"conv3d_c{level}s2", width, above, 1, 2, pooled);
            }

            Add($"norm_lrelu_conv_c{level}.2", width, width, 3);
        }
    }

    /// <summary>Registers the way up and the head.</summary>
    /// <param name="width">Channels of level 1.</param>
    /// <param name="classes">Channels of the head.</param>
    protected void AddAscent(long width, long classes)
    {
        Add("norm_lrelu_upscale_conv_norm_lrelu_l0.3", 8 * width, 16 * width, 3);
        Add("conv3d_l0", 8 * width, 8 * width, 1);
        for (var step = 1; step <= 3; step++)
        {
            var channels = (16 * width) >> (step - 1);
            Add($"conv_norm_lrelu_l{step}.0", channels, channels, 3);
            Add($"conv3d_l{step}", channels / 2, channels, 1);
            Add($"norm_lrelu_upscale_conv_norm_lrelu_l{step}.3", channels / 4, channels / 2, 3);
        }

        Add("conv_norm_lrelu_l4.0", 2 * width, 2 * width, 3);
        Add("conv3d_l4", classes, 2 * width, 1);
    }

    /// <summary>Registers the deep supervision.</summary>
    protected void AddSupervision(long width, long classes)
    {
        Add("ds2_1x1_conv3d", classes, 8 * width, 1);
        Add("ds3_1x1_conv3d", classes, 4 * width, 1);
    }

    /// <summary>One of the registered convolutions.</summary>
    protected Tensor Convolve(string name, Tensor input) => _convolutions[name].forward(input);

    /// <summary>The weights of one of the registered convolutions, [output, input, row, column, slice].</summary>
    protected Tensor Weight(string name) => _weights[name].weight!.alias();

    /// <summary>The way down.</summary>
    protected Descent Descend(Tensor input)
    {
        var contexts = new Tensor[4];
        var first = Convolve("conv3d_c1_1", input);
        using var residual = Consume("lrelu_conv_c1", Rectify(Drop(Consume("conv3d_c1_2", Rectified(first))))).add_(first, Scalars.One);
        first.Dispose();
        contexts[0] = Rectified(residual);
        var down = Rectify(F.instance_norm(residual));
        for (var level = 2; level <= 5; level++)
        {
            var shrunk = Shrink(level, down);
            // Contexts 2 to 4 are the inputs of the next level, and live on.
            if (level == 2)
                down.Dispose();
            var inner = NormRectifyConvolve(level, shrunk);
            var outer = NormRectifyConvolve(level, Drop(inner));
            inner.Dispose();
            down = Added(outer, shrunk);
            if (level == 5)
                break;
            down = contexts[level - 1] = NormRectify(down);
        }

        return new Descent(down, contexts);
    }

    /// <summary>The way up; takes the maps of <paramref name="descent"/>.</summary>
    protected Ascent Ascend(Descent descent)
    {
        var up = Grow(0, descent.Deepest);
        up = NormRectify(Consume("conv3d_l0", up));
        Tensor? coarse = null;
        for (var step = 1; step <= 3; step++)
        {
            var joined = NormRectify(Consume($"conv_norm_lrelu_l{step}", Join(up, descent.Contexts[4 - step])));
            up = Grow(step, Convolve($"conv3d_l{step}", joined));
            if (step == 2)
                coarse = Doubled(Convolve("ds2_1x1_conv3d", joined));
            else if (step == 3)
                coarse = Doubled(Added(coarse!, Convolve("ds3_1x1_conv3d", joined)));
            joined.Dispose();
        }

        return new Ascent(Join(up, descent.Contexts[0]), coarse!);
    }

    /// <summary>The head at full resolution, without the deep supervision.</summary>
    protected Tensor Head(Tensor features) => Consume("conv3d_l4", NormRectify(Convolve("conv_norm_lrelu_l4", features)));

    /// <summary>Convolves and frees the input.</summary>
    protected Tensor Consume(string name, Tensor input)
    {
        using (input)
            return Convolve(name, input);
    }

    /// <summary>Instance normalisation (no parameters, statistics of this patch) and leaky rectifier; frees the input.</summary>
    protected static Tensor NormRectify(Tensor input)
    {
        using (input)
            return Rectify(F.instance_norm(input));
    }

    /// <summary>Concatenates channels and frees both.</summary>
    protected static Tensor Join(Tensor first, Tensor second)
    {
        using (first)
        using (second)
            return cat([first, second], 1);
    }

    private Tensor Shrink(int level, Tensor input)
    {
        var main = Convolve($"conv3d_c{level}", input);
        if (!_convolutions.ContainsKey($"conv3d_c{level}s1"))
            return main;
        return Added(Consume($"conv3d_c{level}s1", main), Convolve($"conv3d_c{level}s2", input));
    }

    private Tensor NormRectifyConvolve(int level, Tensor input) => Consume($"norm_lrelu_conv_c{level}", Rectify(F.instance_norm(input)));

    private Tensor Grow(int step, Tensor input) =>
        NormRectify(Consume($"norm_lrelu_upscale_conv_norm_lrelu_l{step}", Doubled(NormRectify(input))));

    private Tensor Drop(Tensor input) => training ? F.dropout3d(input, DropoutProbability, training: true) : input;

    /// <summary>Adds in place and frees the second.</summary>
    private static Tensor Added(Tensor sum, Tensor other)
    {
        using (other)
            return sum.add_(other, Scalars.One);
    }

    private static Tensor Doubled(Tensor input)
    {
        using (input)
            return F.interpolate(input, size: [2 * input.shape[2], 2 * input.shape[3], input.shape[4]], mode: InterpolationMode.Nearest);
    }

    private static Tensor Rectify(Tensor input) => input.leaky_relu_(Slope);

    private static Tensor Rectified(Tensor input) => input.leaky_relu(Slope);

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
