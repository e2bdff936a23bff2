using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>Two convolutions whose result is added to their input, then a rectifier; keeps shape and channels.</summary>
internal sealed class ResidualBlock : Module<Tensor, Tensor>
{
    private readonly ConvBlock _first;
    private readonly ConvBlock _second;

    public ResidualBlock(string name, long channels)
        : base(name)
    {
        _first = new ConvBlock("first", channels, channels, (1, 1, 1));
        _second = new ConvBlock("second", channels, channels, (1, 1, 1), rectify: false);
        register_module("first", _first);
        register_module("second", _second);
    }

    public override Tensor forward(Tensor input)
    {
        using var first = _first.forward(input);
        return _second.forward(first).add_(input, Scalars.One).relu_();
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
