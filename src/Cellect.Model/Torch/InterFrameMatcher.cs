using Cellect.Model.Links;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Torch;

/// <summary>
/// The inter-frame network: five candidates and the cell itself to logits of six origins, the candidates and "none". The candidates share their first layers and are then judged together (paper, Methods, "Inter-frame MLP").
/// </summary>
internal sealed class InterFrameMatcher : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Outputs: five candidates, none.</summary>
    public const int Outputs = InterFrameFeatures.Candidates + 1;

    private const int Hidden = 32;
    private readonly Module<Tensor, Tensor> _pair = Sequential(
        ("first", Linear(InterFrameFeatures.PerCandidate + InterFrameFeatures.PerCell, Hidden)), ("relu1", ReLU()),
        ("second", Linear(Hidden, Hidden)), ("relu2", ReLU()));

    private readonly Module<Tensor, Tensor> _joint = Sequential(
        ("first", Linear(InterFrameFeatures.Candidates * Hidden + InterFrameFeatures.PerCell, 64)), ("relu1", ReLU()),
        ("out", Linear(64, Outputs)));

    private readonly Module<Tensor, Tensor> _own = Linear(Hidden, 1);

    public InterFrameMatcher()
        : base("inter")
    {
        register_module("pair", _pair);
        register_module("joint", _joint);
        register_module("own", _own);
    }

    /// <summary>[n, 5, pair values] and [n, cell values] to [n, 6] logits.</summary>
    public override Tensor forward(Tensor pairs, Tensor cells)
    {
        using var scope = NewDisposeScope();
        var context = cells.unsqueeze(1).expand(-1, InterFrameFeatures.Candidates, -1);
        var hidden = _pair.forward(cat([pairs, context], 2));
        var joint = _joint.forward(cat([hidden.flatten(1), cells], 1));
        var own = nn.functional.pad(_own.forward(hidden).squeeze(2), [0, 1]);
        return joint.add(own, Scalars.One).MoveToOuterDisposeScope();
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents()
    {
    }
}
