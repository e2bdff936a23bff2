using Cellect.Model.Linking;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Live;

/// <summary>The three matching networks in use. They are small: they run on the processor.</summary>
internal sealed class CellMatcher : ICellMatcher
{
    // So that what lies between two layers stays in the processor's cache.
    private const int CellsAtOnce = 128;

    private readonly IntraFrameMatcher _intra;
    private readonly InterFrameMatcher _inter;
    private readonly DivisionMatcher _division;

    /// <param name="intra">Owned.</param>
    /// <param name="inter">Owned.</param>
    /// <param name="division">Owned.</param>
    /// <param name="candidates">Candidates a cell, 2 to 10.</param>
    public CellMatcher(
        IntraFrameMatcher intra,
        InterFrameMatcher inter,
        DivisionMatcher division,
        int candidates = InterFrameFeatures.DefaultCandidates
    )
    {
        (_intra, _inter, _division, Candidates) = (intra, inter, division, candidates);
        intra.eval();
        inter.eval();
        division.eval();
    }

    /// <inheritdoc/>
    public int Candidates { get; }

    /// <inheritdoc/>
    public float[] SameCell(IntraFrameFeatures features)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var rows = features.Index.Length / IntraFrameFeatures.Candidates;
        var pairs = AlignedInput.Of(features.Pairs, rows, IntraFrameFeatures.Candidates, IntraFrameFeatures.PerCandidate);
        var same = _intra.forward(pairs).sigmoid().data<float>().ToArray();
        for (var i = 0; i < same.Length; i++)
            if (features.Index[i] < 0)
                same[i] = 0;
        return same;
    }

    /// <inheritdoc/>
    public float[] Origins(InterFrameFeatures features)
    {
        var candidates = features.Candidates;
        var cells = features.Index.Length / candidates;
        var origins = new float[cells * (candidates + 1)];
        for (var first = 0; first < cells; first += CellsAtOnce)
        {
            var count = Math.Min(CellsAtOnce, cells - first);
            OriginsOf(features, first, count).CopyTo(origins.AsSpan(first * (candidates + 1)));
        }

        return origins;
    }

    private float[] OriginsOf(InterFrameFeatures features, int first, int count)
    {
        const int perPair = InterFrameFeatures.PerCandidate,
            perCell = InterFrameFeatures.PerCell;
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var candidates = features.Candidates;
        var pairs = AlignedInput.Of(
            features.Pairs.AsSpan(first * candidates * perPair, count * candidates * perPair),
            count,
            candidates,
            perPair
        );
        var cells = AlignedInput.Of(features.Cells.AsSpan(first * perCell, count * perCell), count, perCell);
        return MaskedOrigins(_inter.forward(pairs, cells), pairs).softmax(1).data<float>().ToArray();
    }

    /// <inheritdoc/>
    public float[] Divisions(DivisionFeatures features)
    {
        if (features.Pairs.Count == 0)
            return [];
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        return _division
            .forward(AlignedInput.Of(features.Values, features.Pairs.Count, DivisionFeatures.PerPair))
            .sigmoid()
            .data<float>()
            .ToArray();
    }

    /// <summary>[n, candidates + none] logits of the origins with those that do not exist out of the question.</summary>
    public static Tensor MaskedOrigins(Tensor logits, Tensor pairs)
    {
        var present = pairs[.., .., InterFrameFeatures.PerCandidate - 1];
        var missing = present.ones_like().sub_(present).mul_(Scalars.Impossible);
        return logits.sub(nn.functional.pad(missing, [0, 1]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _intra.Dispose();
        _inter.Dispose();
        _division.Dispose();
    }
}
