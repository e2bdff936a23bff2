using Cellect.Model.Linking;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The inter-frame network: candidates and the cell itself to logits of the origins, the candidates and "none" (paper, Methods,
/// "Inter-frame MLP"). Every candidate is judged beside the maximum and the mean over all of them, so that their number is free.
/// </summary>
internal sealed class InterFrameMatcher : Module<Tensor, Tensor, Tensor>
{
    private const int Hidden = 32;
    private const int Together = 2 * Hidden + InterFrameFeatures.PerCell;
    private const int Judge = 48;

    private readonly Module<Tensor, Tensor> _pair = Sequential(
        ("first", Linear(InterFrameFeatures.PerCandidate + InterFrameFeatures.PerCell, Hidden)),
        ("relu1", ReLU()),
        ("second", Linear(Hidden, Hidden)),
        ("relu2", ReLU())
    );

    private readonly TorchSharp.Modules.Linear _own = Linear(Hidden, Judge);
    private readonly TorchSharp.Modules.Linear _together = Linear(Together, Judge);
    private readonly TorchSharp.Modules.Linear _candidate = Linear(Judge, 1);
    private readonly Module<Tensor, Tensor> _none = Sequential(
        ("first", Linear(Together, Judge)),
        ("relu1", ReLU()),
        ("out", Linear(Judge, 1))
    );

    public InterFrameMatcher()
        : base("inter")
    {
        register_module("pair", _pair);
        register_module("own", _own);
        register_module("together", _together);
        register_module("candidate", _candidate);
        register_module("none", _none);
    }

    /// <summary>[n, candidates, pair values] and [n, cell values] to [n, candidates + 1] logits.</summary>
    public override Tensor forward(Tensor pairs, Tensor cells)
    {
        using var scope = NewDisposeScope();
        var context = cells.unsqueeze(1).expand(-1, pairs.shape[1], -1);
        var present = pairs[.., .., (InterFrameFeatures.PerCandidate - 1)..];
        var hidden = _pair.forward(cat([pairs, context], 2)).mul(present);
        var together = cat([hidden.amax([1]), hidden.mean([1]), cells], 1);
        var each = _own.forward(hidden).add(_together.forward(together).unsqueeze(1), Scalars.One).relu();
        return cat([_candidate.forward(each).squeeze(2), _none.forward(together)], 1).MoveToOuterDisposeScope();
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
