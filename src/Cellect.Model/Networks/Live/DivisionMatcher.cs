using Cellect.Model.Linking;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>The division network: are two cells the daughters of one of the frame before? [n, values] to [n] logits.</summary>
internal sealed class DivisionMatcher : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _pair = Sequential(
        ("first", Linear(DivisionFeatures.PerPair, 32)),
        ("relu1", ReLU()),
        ("second", Linear(32, 32)),
        ("relu2", ReLU()),
        ("out", Linear(32, 1))
    );

    public DivisionMatcher()
        : base("division") => register_module("pair", _pair);

    public override Tensor forward(Tensor pairs) => _pair.forward(pairs).squeeze(1);

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
