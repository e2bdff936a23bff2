using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// The short memory: cells that no cell of the next frame continued stay origins for as many frames as the memory is long, and drift
/// meanwhile as their linked neighbours move. Holds at most so many frames' cells.
/// </summary>
/// <param name="frames">Frames that a cell may be missed in; 0: none, the memory is off.</param>
internal sealed class CellMemory(int frames)
{
    private const int Neighbours = 5;

    /// <summary>What the next frame's cells may have come from; null before the first frame.</summary>
    public Origins? Origins { get; private set; }

    /// <summary>A new series begins.</summary>
    public void Reset() => Origins = null;

    /// <summary>Goes on from what another process remembered.</summary>
    public void Resume(Origins origins) => Origins = origins;

    /// <summary>The specimen has moved as a whole.</summary>
    /// <param name="shift">Voxels, z, y, x.</param>
    public void Move((int Z, int Y, int X) shift) => Origins = Origins?.Moved(shift);

    /// <summary>One frame more.</summary>
    /// <param name="now">Its cells.</param>
    /// <param name="parents">For each the index of its origin among <see cref="Origins"/>, or -1.</param>
    /// <param name="timeStep">Time points since the frame before.</param>
    /// <param name="repeated">The volume is the one before once more: how cells move is not seen in it, and stays as it was.</param>
    /// <returns>The origins that are remembered, as indices of what <see cref="Origins"/> was; in the new one they follow the cells of
    /// <paramref name="now"/> in this order.</returns>
    public int[] Advance(DetectedFrame now, ReadOnlySpan<int> parents, int timeStep, bool repeated = false)
    {
        // Masks are painted from the newest frame alone.
        now = now.WithoutForeground();
        if (Origins is not { } old)
        {
            Origins = Seen(Linking.Origins.Of(now), Condensation.Of(now, Condensation.Unknown(0), [], []));
            return [];
        }

        var next = new int[old.Frame.Cells.Length];
        Array.Fill(next, -1);
        for (var cell = 0; cell < parents.Length; cell++)
            if (parents[cell] >= 0)
                next[parents[cell]] = cell;
        var kept = Enumerable.Range(0, next.Length).Where(i => next[i] < 0 && old.Missed[i] < frames).ToArray();
        var momentum = Momentum.Of(now, old, parents, timeStep, kept.Length, repeated);
        var origins =
            kept.Length == 0 ? Linking.Origins.Of(now, momentum) : Join(now, old, kept, Drift(now, old, next, kept), timeStep, momentum);
        Origins = Seen(origins, Condensation.Of(now, old.Condensation, parents, kept));
        return kept;
    }

    private static Origins Seen(Origins origins, Condensation condensation) =>
        new(origins.Frame, origins.Previous, origins.Missed, origins.Steps, origins.Momentum) { Condensation = condensation };

    private static Origins Join(DetectedFrame now, Origins old, int[] kept, float[] drift, int timeStep, Momentum momentum)
    {
        const int length = DetectedFrame.EmbeddingLength;
        var (newest, scale) = (now.Cells.Length, now.Geometry.Anisotropy);
        var cells = new Detection[newest + kept.Length];
        var embeddings = new float[cells.Length * length];
        var (missed, steps) = (new int[cells.Length], new int[cells.Length]);
        now.Cells.CopyTo(cells, 0);
        now.Embeddings.CopyTo(embeddings, 0);
        for (var k = 0; k < kept.Length; k++)
        {
            var (from, to) = (kept[k], newest + k);
            var cell = old.Frame.Cells[from];
            cells[to] = cell with { Z = cell.Z + drift[3 * k] / scale, Y = cell.Y + drift[3 * k + 1], X = cell.X + drift[3 * k + 2] };
            old.Frame.Embedding(from).CopyTo(embeddings.AsSpan(to * length));
            (missed[to], steps[to]) = (old.Missed[from] + 1, old.Steps[from] + timeStep);
        }

        return new Origins(new DetectedFrame(cells, embeddings, now.Geometry, null), newest, missed, steps, momentum);
    }

    /// <summary>[kept, axis] the median motion of the nearest linked cells, isotropic; nothing where none is linked.</summary>
    private static float[] Drift(DetectedFrame now, Origins old, int[] next, int[] kept)
    {
        var drift = new float[3 * kept.Length];
        var linked = Enumerable.Range(0, next.Length).Where(i => next[i] >= 0).ToArray();
        if (linked.Length == 0)
            return drift;
        var (places, placesNow) = (IsotropicCentres.Of(old.Frame), IsotropicCentres.Of(now));
        var tree = new KdTree(linked.SelectMany(i => new[] { places[3 * i], places[3 * i + 1], places[3 * i + 2] }).ToArray());
        Span<int> found = stackalloc int[Neighbours];
        Span<float> squares = stackalloc float[Neighbours],
            motions = stackalloc float[Neighbours];
        for (var k = 0; k < kept.Length; k++)
        {
            var count = tree.Nearest(places.AsSpan(3 * kept[k], 3), found, squares);
            for (var axis = 0; axis < 3; axis++)
            {
                for (var n = 0; n < count; n++)
                    motions[n] = placesNow[3 * next[linked[found[n]]] + axis] - places[3 * linked[found[n]] + axis];
                motions[..count].Sort();
                drift[3 * k + axis] = motions[count / 2];
            }
        }

        return drift;
    }
}
