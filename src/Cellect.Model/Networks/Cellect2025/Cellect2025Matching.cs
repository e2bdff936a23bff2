using Cellect.Model.Linking.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The two published matchers in use. They are small: they run on the processor.</summary>
internal sealed class Cellect2025Matching : ICellect2025Matcher
{
    // Bounds the memory of a frame with many cells: about 60 kB a row.
    private const int RowsAtOnce = 2048;

    private readonly Cellect2025Matcher _intra,
        _inter;

    /// <param name="intra">Owned; 6 outputs.</param>
    /// <param name="inter">Owned; 8 outputs.</param>
    public Cellect2025Matching(Cellect2025Matcher intra, Cellect2025Matcher inter)
    {
        (_intra, _inter) = (intra, inter);
        if (intra.Candidates != inter.Candidates)
            throw new InvalidDataException(
                $"the intra-frame network has {intra.Candidates} candidates a cell, the inter-frame network "
                    + $"{inter.Candidates}; take both from one training"
            );
        intra.eval();
        inter.eval();
    }

    /// <inheritdoc/>
    public int Candidates => _inter.Candidates;

    /// <inheritdoc/>
    public float[] Within(Cellect2025Features features) => Run(features, rows => Logits(_intra, features, rows).sigmoid());

    /// <inheritdoc/>
    public float[] Between(Cellect2025Features features) => Run(features, rows =>
        {
            var logits = Logits(_inter, features, rows);
            var scores = Candidates + 1;
            return cat([logits[.., ..scores].sigmoid(), logits[.., scores..].softmax(1)[.., 1..]], 1);
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        _intra.Dispose();
        _inter.Dispose();
    }

    private static float[] Run(Cellect2025Features features, Func<Range, Tensor> judge)
    {
        var result = new List<float>();
        for (var from = 0; from < features.Rows; from += RowsAtOnce)
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            result.AddRange(judge(from..Math.Min(from + RowsAtOnce, features.Rows)).contiguous().data<float>().ToArray());
        }

        return [.. result];
    }

    private static Tensor Logits(Cellect2025Matcher matcher, Cellect2025Features features, Range rows)
    {
        const int length = Cellect2025Frame.EmbeddingLength,
            values = Cellect2025Features.PerCandidate;
        var candidates = features.Candidates;
        var count = rows.End.Value - rows.Start.Value;
        float[] Part(float[] all, int perRow) => all[(rows.Start.Value * perRow)..(rows.End.Value * perRow)];
        return matcher.Forward(
            AlignedInput.Of(Part(features.Cells, length), count, 1, length),
            AlignedInput.Of(Part(features.Others, candidates * length), count, candidates, length),
            AlignedInput.Of(Part(features.Places, candidates * 3), count, candidates, 3),
            AlignedInput.Of(Part(features.Sizes, candidates * values), count, candidates, values),
            AlignedInput.Of(Part(features.Divisions, candidates * values), count, candidates, values)
        );
    }
}
