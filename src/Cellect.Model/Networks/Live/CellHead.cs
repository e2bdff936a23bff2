using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// What is computed at the centres alone: embedding, way back to the previous volume, radius and birth by division.
/// </summary>
internal sealed class CellHead : Module<Tensor, CellHead.Output>
{
    private readonly TorchSharp.Modules.Linear _hidden;
    private readonly TorchSharp.Modules.Linear _embedding;
    private readonly TorchSharp.Modules.Linear _facts;

    public CellHead(string name, long features, long embedding)
        : base(name)
    {
        _hidden = Linear(features, 96);
        _embedding = Linear(96, embedding);
        _facts = Linear(96, 5);
        register_module("hidden", _hidden);
        register_module("embedding", _embedding);
        register_module("facts", _facts);
    }

    /// <summary>Rows of the same order as the centres.</summary>
    /// <param name="Embedding">[n, e], unit length.</param>
    /// <param name="Back">[n, 3] way back in slices, rows, columns.</param>
    /// <param name="LogRadius">[n] natural logarithm of the radius in voxels of x.</param>
    /// <param name="Daughter">[n] logit of "born by a division since the previous volume".</param>
    internal sealed record Output(Tensor Embedding, Tensor Back, Tensor LogRadius, Tensor Daughter);

    /// <summary>[n, features] to the facts of n cells.</summary>
    public override Output forward(Tensor features)
    {
        var hidden = _hidden.forward(features).relu();
        var facts = _facts.forward(hidden);
        // A unit of output is two slices, eight rows or columns: steps are then of order one in training.
        var unit = tensor(new[] { 2f, 8f, 8f }, device: features.device);
        return new Output(
            F.normalize(_embedding.forward(hidden), 2, 1),
            facts[.., 0..3] * unit,
            facts[.., 3].add(Scalars.TypicalLogRadius),
            facts[.., 4]
        );
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
