using Cellect.Model.Linking;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The intra-frame network: are two detections of one frame the same cell? (Paper, Methods, "Intra-frame MLP".)
/// </summary>
internal sealed class IntraFrameMatcher : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _pair = Sequential(
        ("first", Linear(IntraFrameFeatures.PerCandidate, 24)),
        ("relu1", ReLU()),
        ("second", Linear(24, 24)),
        ("relu2", ReLU()),
        ("out", Linear(24, 1))
    );

    public IntraFrameMatcher()
        : base("intra") => register_module("pair", _pair);

    /// <summary>[n, 5, values] to [n, 5] logits.</summary>
    public override Tensor forward(Tensor pairs) => _pair.forward(pairs).squeeze(2);

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
