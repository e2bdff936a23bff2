namespace Cellect.Model.Linking.Cellect2025;

/// <summary>
/// What the published matchers read (cellect-reference.md §3.2): cells against the nearest candidates each. Where there are fewer, the last
/// is repeated.
/// </summary>
internal sealed class Cellect2025Features
{
    /// <summary>Candidates a cell of the published networks.</summary>
    public const int DefaultCandidates = 5;

    /// <summary>Values of <see cref="Sizes"/> and of <see cref="Divisions"/> for each candidate.</summary>
    public const int PerCandidate = 6;

    private readonly Cellect2025Frame _from,
        _to;
    private readonly float[] _placesFrom,
        _placesTo;

    private Cellect2025Features(Cellect2025Frame from, Cellect2025Frame to, int rows, int candidates)
    {
        Candidates = candidates;
        (_from, _to) = (from, to);
        (_placesFrom, _placesTo) = (from.Places(scaled: true), to.Places(scaled: true));
        Rows = rows;
        Index = new int[rows * Candidates];
        Distances = new float[rows * Candidates];
        Cells = new float[rows * Cellect2025Frame.EmbeddingLength];
        Others = new float[Index.Length * Cellect2025Frame.EmbeddingLength];
        Places = new float[Index.Length * 3];
        Sizes = new float[Index.Length * PerCandidate];
        Divisions = new float[Index.Length * PerCandidate];
    }

    /// <summary>Candidates a cell.</summary>
    public int Candidates { get; }

    /// <summary>Cells that are judged.</summary>
    public int Rows { get; }

    /// <summary>[row, candidate] the candidate's index in its frame, nearest first.</summary>
    public int[] Index { get; }

    /// <summary>[row, candidate] distance, in columns.</summary>
    public float[] Distances { get; }

    /// <summary>[row, 64] embeddings of the cells.</summary>
    public float[] Cells { get; }

    /// <summary>[row, candidate, 64] embeddings of the candidates.</summary>
    public float[] Others { get; }

    /// <summary>[row, candidate, 3] absolute differences of row, column and slice, in columns.</summary>
    public float[] Places { get; }

    /// <summary>[row, candidate, 6] of the sizes and the distance.</summary>
    public float[] Sizes { get; }

    /// <summary>[row, candidate, 6] of the division probabilities.</summary>
    public float[] Divisions { get; }

    /// <summary>Every detection against its neighbours in the same frame. The neighbours are chosen with slice numbers for the third
    /// coordinate (§6.1).</summary>
    /// <param name="frame">At least two detections.</param>
    /// <param name="candidates">Candidates a cell, at least 1.</param>
    public static Cellect2025Features Within(Cellect2025Frame frame, int candidates = DefaultCandidates)
    {
        var features = new Cellect2025Features(frame, frame, frame.Count, candidates);
        var places = frame.Places(scaled: false);
        var tree = new KdTree(places);
        Span<int> found = stackalloc int[candidates + 1];
        Span<float> squares = stackalloc float[candidates + 1];
        Span<int> others = stackalloc int[candidates];
        for (var cell = 0; cell < frame.Count; cell++)
        {
            var count = tree.Nearest(places.AsSpan(3 * cell, 3), found, squares);
            var near = 0;
            for (var k = 0; k < count && near < candidates; k++)
                if (found[k] != cell)
                    others[near++] = found[k];
            features.FillRow(cell, cell, others[..near]);
        }

        return features;
    }

    /// <summary>Some detections of a frame against those of the frame that follows.</summary>
    /// <param name="from">Frame t.</param>
    /// <param name="cells">Which of its detections.</param>
    /// <param name="to">Frame t+1, at least one detection.</param>
    /// <param name="candidates">Candidates a cell, at least 1.</param>
    public static Cellect2025Features Between(
        Cellect2025Frame from,
        ReadOnlySpan<int> cells,
        Cellect2025Frame to,
        int candidates = DefaultCandidates
    )
    {
        var features = new Cellect2025Features(from, to, cells.Length, candidates);
        var tree = new KdTree(features._placesTo);
        Span<int> found = stackalloc int[candidates];
        Span<float> squares = stackalloc float[candidates];
        for (var row = 0; row < cells.Length; row++)
        {
            var count = tree.Nearest(features._placesFrom.AsSpan(3 * cells[row], 3), found, squares);
            features.FillRow(row, cells[row], found[..count]);
        }

        return features;
    }

    private void FillRow(int row, int cell, ReadOnlySpan<int> others)
    {
        const int length = Cellect2025Frame.EmbeddingLength;
        _from.Embedding(cell).CopyTo(Cells.AsSpan(row * length));
        for (var k = 0; k < Candidates; k++)
        {
            var other = others[Math.Min(k, others.Length - 1)];
            var at = row * Candidates + k;
            Index[at] = other;
            _to.Embedding(other).CopyTo(Others.AsSpan(at * length));
            FillPlace(at, cell, other);
            FillSizes(at, _from[cell].Size, _to[other].Size);
            FillDivisions(at, _from[cell], _to[other]);
        }
    }

    private void FillPlace(int at, int cell, int other)
    {
        ReadOnlySpan<float> a = _placesFrom.AsSpan(3 * cell, 3),
            b = _placesTo.AsSpan(3 * other, 3);
        float slice = MathF.Abs(a[0] - b[0]),
            row = MathF.Abs(a[1] - b[1]),
            column = MathF.Abs(a[2] - b[2]);
        (Places[3 * at], Places[3 * at + 1], Places[3 * at + 2]) = (row, column, slice);
        Distances[at] = MathF.Sqrt(row * row + column * column + slice * slice);
    }

    /// <summary>The last value is of the order of 10⁴ to 10⁵ for a cell that did not move: odd, and what the networks were trained
    /// with.</summary>
    private void FillSizes(int at, float cell, float other)
    {
        var distance = Distances[at];
        ReadOnlySpan<float> values =
        [
            other - cell,
            other / (cell + 1),
            distance,
            other - distance,
            other - distance > 0 ? 1 : 0,
            other / (distance + 1e-4f),
        ];
        values.CopyTo(Sizes.AsSpan(at * PerCandidate));
    }

    private void FillDivisions(int at, Cellect2025Frame.Found cell, Cellect2025Frame.Found other)
    {
        ReadOnlySpan<float> values =
        [
            cell.Mother,
            cell.Daughter,
            other.Mother,
            other.Daughter,
            cell.Mother > 0.5f && other.Daughter > 0.5f ? 1 : 0,
            cell.Mother * other.Daughter,
        ];
        values.CopyTo(Divisions.AsSpan(at * PerCandidate));
    }
}
