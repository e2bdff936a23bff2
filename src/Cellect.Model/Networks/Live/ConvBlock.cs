using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>3×3×3 convolution, batch normalisation and, unless told otherwise, a rectifier. Maps [batch, in, z, y, x] to [batch, out, z',
/// y', x'].</summary>
internal sealed class ConvBlock : Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.Conv3d _conv;
    private readonly TorchSharp.Modules.BatchNorm3d _norm;
    private readonly bool _rectify;
    private bool _folded;

    public ConvBlock(string name, long input, long output, (long Z, long Y, long X) stride, bool rectify = true)
        : base(name)
    {
        _conv = Conv3d(input, output, (3, 3, 3), (stride.Z, stride.Y, stride.X), (1, 1, 1), bias: true);
        _norm = BatchNorm3d(output, momentum: 0.05);
        _rectify = rectify;
        register_module("conv", _conv);
        register_module("norm", _norm);
    }

    public override Tensor forward(Tensor input)
    {
        var x = _conv.forward(input);
        if (!_folded)
            x = _norm.forward(x);
        return _rectify ? x.relu_() : x;
    }

    /// <summary>Multiplies the normalisation's running statistics into the convolution; for inference only.</summary>
    public void Fold()
    {
        if (_folded)
            return;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var scale = _norm.weight! / (_norm.running_var! + _norm.eps).sqrt();
        _conv.weight!.mul_(scale.view(-1, 1, 1, 1, 1));
        _conv.bias!.sub_(_norm.running_mean!).mul_(scale).add_(_norm.bias!);
        _folded = true;
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
