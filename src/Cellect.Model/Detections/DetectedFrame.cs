using Cellect.Data.Tracks;

namespace Cellect.Model.Detections;

/// <summary>The cells of one volume and what the linker needs of them.</summary>
public sealed class DetectedFrame
{
    /// <summary>An empty frame.</summary>
    public static DetectedFrame Empty(VoxelGeometry geometry) => new([], [], geometry, null);

    /// <param name="cells">Cells, no particular order.</param>
    /// <param name="embeddings">One row of <see cref="EmbeddingLength"/> values a cell, in the order of <paramref name="cells"/>; none at
    /// all for a model that links by other means.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <param name="foreground">Foreground probabilities, or null.</param>
    public DetectedFrame(Detection[] cells, float[] embeddings, VoxelGeometry geometry, Foreground? foreground)
    {
        if (embeddings.Length > 0 && embeddings.Length != cells.Length * EmbeddingLength)
            throw new ArgumentException(
                $"{embeddings.Length} embedding values for {cells.Length} cells; need {EmbeddingLength} a cell",
                nameof(embeddings)
            );
        Cells = cells;
        Embeddings = embeddings;
        Geometry = geometry;
        Foreground = foreground;
    }

    /// <summary>Length of an embedding vector.</summary>
    public const int EmbeddingLength = 32;

    /// <summary>The cells.</summary>
    public Detection[] Cells { get; }

    /// <summary>Embeddings, C order (cell, component), unit length; empty for a model that links by other means.</summary>
    public float[] Embeddings { get; }

    /// <summary>Voxel distances.</summary>
    public VoxelGeometry Geometry { get; }

    /// <summary>Foreground probabilities at reduced lateral resolution, or null.</summary>
    public Foreground? Foreground { get; }

    /// <summary>Columns of the source for one of those that the network saw: 1 where it saw the source itself.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Slices of the source for one of those that the network saw.</summary>
    public float Slices { get; init; } = 1;

    /// <summary>[cell] brightness over that of the median cell; empty where it was not measured.</summary>
    internal float[] Brightness { get; init; } = [];

    /// <summary>How far everything had moved since the volume before, voxels; 0 where nothing was taken out.</summary>
    public (int Z, int Y, int X) Shift { get; init; }

    /// <summary>Some of the cells, in the order of the indices.</summary>
    internal DetectedFrame Select(ReadOnlySpan<int> cells)
    {
        var indices = cells.ToArray();
        var (selected, embeddings) = (new Detection[cells.Length], new float[Embeddings.Length == 0 ? 0 : cells.Length * EmbeddingLength]);
        for (var i = 0; i < cells.Length; i++)
        {
            selected[i] = Cells[cells[i]];
            if (embeddings.Length > 0)
                Embedding(cells[i]).CopyTo(embeddings.AsSpan(i * EmbeddingLength));
        }

        return new DetectedFrame(selected, embeddings, Geometry, Foreground)
        {
            Scale = Scale,
            Slices = Slices,
            Shift = Shift,
            Brightness = Brightness.Length == 0 ? [] : [.. Enumerable.Range(0, cells.Length).Select(i => Brightness[indices[i]])],
        };
    }

    /// <summary>The same cells with what was seen of them besides.</summary>
    /// <param name="shift">How far everything had moved.</param>
    /// <param name="brightness">See <see cref="Brightness"/>.</param>
    internal DetectedFrame With((int Z, int Y, int X) shift, float[] brightness) =>
        new(Cells, Embeddings, Geometry, Foreground)
        {
            Scale = Scale,
            Slices = Slices,
            Shift = shift,
            Brightness = brightness,
        };

    /// <summary>The same cells, without the map of the foreground, which takes more memory than all of them.</summary>
    internal DetectedFrame WithoutForeground() =>
        Foreground is null
            ? this
            : new DetectedFrame(Cells, Embeddings, Geometry, null)
            {
                Scale = Scale,
                Slices = Slices,
                Shift = Shift,
                Brightness = Brightness,
            };

    /// <summary>The cells with at least a score.</summary>
    internal DetectedFrame Above(float leastScore) =>
        Select([.. Enumerable.Range(0, Cells.Length).Where(i => Cells[i].Score >= leastScore)]);

    /// <summary>Embedding of one cell.</summary>
    public ReadOnlySpan<float> Embedding(int cell) => Embeddings.AsSpan(cell * EmbeddingLength, EmbeddingLength);
}
