using Cellect.Model.Detections;

namespace Cellect.Model.Linking.Cellect2025;

/// <summary>What the published network found in one volume, duplicates included, in the order of detection (cellect-reference.md
/// §5).</summary>
/// <param name="geometry">Voxel distances; the ratio of slices to columns is the reference's zratio.</param>
internal sealed class Cellect2025Frame(VoxelGeometry geometry)
{
    /// <summary>Length of an embedding.</summary>
    public const int EmbeddingLength = 64;

    private readonly List<Found> _found = [];
    private readonly List<float> _embeddings = [];

    /// <summary>One detection.</summary>
    /// <param name="Slice">Slice, voxels of the volume.</param>
    /// <param name="Row">Row.</param>
    /// <param name="Column">Column.</param>
    /// <param name="Size">Radius in columns, at least 0.</param>
    /// <param name="Score">Probability of the innermost level around a centre, 0 to 1.</param>
    /// <param name="Mother">Probability of being about to divide, 0 to 1.</param>
    /// <param name="Daughter">Probability that daughters are new-born here in the volume that follows, 0 to 1.</param>
    internal readonly record struct Found(int Slice, int Row, int Column, float Size, float Score, float Mother, float Daughter);

    /// <summary>Voxel distances.</summary>
    public VoxelGeometry Geometry { get; } = geometry;

    /// <summary>Detections.</summary>
    public int Count => _found.Count;

    /// <summary>One of them.</summary>
    public Found this[int index] => _found[index];

    /// <summary>Embedding of one, not normalised.</summary>
    public ReadOnlySpan<float> Embedding(int index) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_embeddings).Slice(index * EmbeddingLength, EmbeddingLength);

    /// <summary>Adds one.</summary>
    public void Add(Found found, ReadOnlySpan<float> embedding)
    {
        _found.Add(found);
        foreach (var value in embedding)
            _embeddings.Add(value);
    }

    /// <summary>Three coordinates a detection (slice, row, column).</summary>
    /// <param name="scaled">Slices in columns, as distances between frames are measured; else slice numbers, as neighbours within a frame
    /// are chosen.</param>
    public float[] Places(bool scaled)
    {
        var scale = scaled ? Geometry.Anisotropy : 1;
        var places = new float[3 * Count];
        for (var i = 0; i < Count; i++)
            (places[3 * i], places[3 * i + 1], places[3 * i + 2]) = (_found[i].Slice * scale, _found[i].Row, _found[i].Column);
        return places;
    }

    /// <summary>The best detections in the same order.</summary>
    /// <param name="least">Lowest score.</param>
    /// <param name="most">Most detections.</param>
    public Cellect2025Frame Best(double least, int most)
    {
        var scores = _found.Select(f => f.Score).OrderDescending().ToArray();
        if (scores.Length <= most && (scores.Length == 0 || scores[^1] >= least))
            return this;
        var kept = new Cellect2025Frame(Geometry);
        var bound = scores.Length > most ? Math.Max(least, scores[most - 1]) : least;
        for (var i = 0; i < Count && kept.Count < most; i++)
            if (_found[i].Score >= bound)
                kept.Add(_found[i], Embedding(i));
        return kept;
    }
}
