using Cellect.Model.Linking.Cellect2025;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// Either of the published matching networks (cellect-reference.md §3): N cells against five candidates each, or against as many as
/// a network of our own was trained with. The intra-frame network has six outputs, the five candidates and "none"; the inter-frame network
/// two more, the logits of "does not divide" and "divides".
/// </summary>
internal sealed class Cellect2025Matcher : nn.Module
{
    /// <summary>Outputs of the published intra-frame network.</summary>
    public const int IntraOutputs = 6;

    /// <summary>Outputs of the published inter-frame network.</summary>
    public const int InterOutputs = 8;

    private const long Embedding = Cellect2025UNet.EmbeddingLength,
        Hidden = 64,
        KernelsEach = 8,
        WideKernel = 5;
    private static readonly Scalar Slope = 0.01f;

    private readonly Linear[] _parts;
    private readonly BatchNorm1d[] _partNorms;
    private readonly BatchNorm2d _pairNorm = BatchNorm2d(KernelsEach);
    private readonly BatchNorm1d _jointNorm = BatchNorm1d(128);
    private readonly Conv2d _wide = Conv2d(1, KernelsEach, (2, WideKernel), bias: false);
    private readonly Conv2d _narrow = Conv2d(1, KernelsEach, (2, WideKernel - 2), bias: false);
    private readonly Linear _pair = Linear(16 * Embedding, Hidden);
    private readonly Linear _joint = Linear(6 * Hidden, 128);
    private readonly Linear _last = Linear(128, 64);
    private readonly Linear _out;

    /// <param name="outputs">One more than candidates (intra-frame), or three more (inter-frame).</param>
    /// <param name="candidates">Candidates a cell.</param>
    public Cellect2025Matcher(int outputs, int candidates = Cellect2025Features.DefaultCandidates)
        : base(outputs == candidates + 3 ? "inter" : "intra")
    {
        (Outputs, Candidates) = (outputs, candidates);
        long[] inputs =
        [
            candidates * Hidden,
            candidates * Embedding,
            candidates * Embedding,
            3 * candidates,
            6 * candidates,
            6 * candidates,
        ];
        _parts = Array.ConvertAll(inputs, n => Linear(n, Hidden));
        _partNorms = Array.ConvertAll(inputs, _ => BatchNorm1d(Hidden));
        _out = Linear(64, outputs);
        for (var i = 0; i < _parts.Length; i++)
            register_module($"l{i + 1}", _parts[i]);
        // The checkpoints hold bnx, bny and outc, which nothing reads.
        register_module("bnx", BatchNorm1d(64));
        register_module("bny", BatchNorm1d(64));
        for (var i = 0; i < _parts.Length; i++)
            register_module($"bn{i + 1}", _partNorms[i]);
        register_module("bn7", _jointNorm);
        register_module("bnc", _pairNorm);
        register_module("fc", _joint);
        register_module("fc2", _last);
        register_module("out", _out);
        register_module("c1", _wide);
        register_module("c2", _narrow);
        register_module("cx", _pair);
        register_module("outc", Linear(64 + outputs, 2));
    }

    /// <summary>6 (intra-frame) or 8 (inter-frame) of the published networks.</summary>
    public int Outputs { get; }

    /// <summary>Candidates a cell.</summary>
    public int Candidates { get; }

    /// <summary>Logits [n, outputs].</summary>
    /// <param name="cells">[n, 1, 64] embeddings of the cells.</param>
    /// <param name="candidates">[n, candidates, 64] embeddings of their candidates.</param>
    /// <param name="places">[n, candidates, 3] absolute differences of row, column and slice, in columns.</param>
    /// <param name="sizes">[n, candidates, 6]: see cellect-reference.md §3.2.</param>
    /// <param name="divisions">[n, candidates, 6], likewise.</param>
    public Tensor Forward(Tensor cells, Tensor candidates, Tensor places, Tensor sizes, Tensor divisions)
    {
        using var scope = NewDisposeScope();
        var product = cells.norm(2, keepdim: true).mul(candidates.norm(2, keepdim: true));
        Tensor[] values =
        [
            Pairs(cells, candidates),
            candidates.sub(cells).flatten(1),
            cells.mul(candidates).div(product).flatten(1),
            places.flatten(1),
            sizes.flatten(1),
            divisions.flatten(1),
        ];
        var parts = new Tensor[values.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = _partNorms[i].forward(_parts[i].forward(values[i])).leaky_relu_(Slope);
        var joint = _jointNorm.forward(_joint.forward(cat(parts, 1)).leaky_relu_(Slope));
        return _out.forward(_last.forward(joint).leaky_relu_(Slope)).MoveToOuterDisposeScope();
    }

    /// <summary>[n, 64 candidates]: each pair of embeddings seen by two convolutions, candidate after candidate.</summary>
    private Tensor Pairs(Tensor cells, Tensor candidates)
    {
        var rows = candidates.shape[0] * Candidates;
        var stacked = stack([cells.expand(-1, Candidates, -1), candidates], 2).view(rows, 2, Embedding);
        var seen = Convolve(stacked).split(KernelsEach, 1);
        var rectified = cat([Rectify(seen[0]), Rectify(seen[1])], 1).flatten(1);
        return _pair.forward(rectified).view(-1, Candidates * Hidden);
    }

    /// <summary>
    /// [rows, 16, 1, 64]: both convolutions of [rows, 2, 64] as one product of matrices, the narrow one's kernels widened by zeros.
    /// LibTorch's own can give gradients that are not numbers with eight channels (docs/model.md, "LibTorch's convolutions").
    /// </summary>
    private Tensor Convolve(Tensor pairs)
    {
        const long reach = WideKernel / 2,
            places = 2 * WideKernel;
        var windows = F.pad(pairs, [reach, reach]).unfold(2, WideKernel, 1).permute(0, 2, 1, 3).reshape(-1, places);
        var kernels = cat([_wide.weight!, F.pad(_narrow.weight!, [1, 1])]).view(2 * KernelsEach, places);
        return windows.matmul(kernels.t()).view(-1, Embedding, 2 * KernelsEach).transpose(1, 2).unsqueeze(2);
    }

    private Tensor Rectify(Tensor seen) => _pairNorm.forward(seen).leaky_relu_(Slope);

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
