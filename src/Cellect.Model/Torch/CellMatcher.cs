using Cellect.Model.Links;
using static TorchSharp.torch;

namespace Cellect.Model.Torch;

/// <summary>The two matching networks in use. They are small: they run on the processor.</summary>
internal sealed class CellMatcher : ICellMatcher
{
    private readonly IntraFrameMatcher _intra;
    private readonly InterFrameMatcher _inter;

    /// <param name="intra">Owned.</param>
    /// <param name="inter">Owned.</param>
    public CellMatcher(IntraFrameMatcher intra, InterFrameMatcher inter)
    {
        (_intra, _inter) = (intra, inter);
        intra.eval();
        inter.eval();
    }

    /// <inheritdoc/>
    public float[] SameCell(IntraFrameFeatures features)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var rows = features.Index.Length / IntraFrameFeatures.Candidates;
        var pairs = tensor(features.Pairs, [rows, IntraFrameFeatures.Candidates, IntraFrameFeatures.PerCandidate]);
        var same = _intra.forward(pairs).sigmoid().data<float>().ToArray();
        for (var i = 0; i < same.Length; i++)
            if (features.Index[i] < 0)
                same[i] = 0;
        return same;
    }

    /// <inheritdoc/>
    public (float[] Origin, float[] Daughter) Origins(InterFrameFeatures features)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        const int candidates = InterFrameFeatures.Candidates;
        var rows = features.Index.Length / candidates;
        var pairs = tensor(features.Pairs, [rows, candidates, InterFrameFeatures.PerCandidate]);
        var cells = tensor(features.Cells, [rows, InterFrameFeatures.PerCell]);
        var logits = _inter.forward(pairs, cells);
        return (
            MaskedOrigins(logits, pairs).softmax(1).data<float>().ToArray(),
            logits[.., candidates + 1].sigmoid().data<float>().ToArray());
    }

    /// <summary>[n, 6] logits of the origins with those that do not exist out of the question.</summary>
    public static Tensor MaskedOrigins(Tensor logits, Tensor pairs)
    {
        const int candidates = InterFrameFeatures.Candidates;
        var present = pairs[.., .., InterFrameFeatures.PerCandidate - 1];
        var missing = present.ones_like().sub_(present).mul_(Scalars.Impossible);
        return logits[.., ..(candidates + 1)].sub(nn.functional.pad(missing, [0, 1]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _intra.Dispose();
        _inter.Dispose();
    }
}
