using Cellect.Batch.Chunks;
using Cellect.Batch.Plans;
using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Batch.Joining;

/// <summary>The chunks that share their time points, read side by side: whole frames, one after the other.</summary>
internal sealed class ChunkColumn : IDisposable
{
    private readonly BatchPlan _plan;
    private readonly PlannedChunk[] _chunks;
    private readonly FileStream[] _files;

    /// <param name="folder">The plan's.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="chunks">Those of the same time points, done.</param>
    /// <exception cref="InvalidDataException">The file of one is gone, or of another plan.</exception>
    public ChunkColumn(PlanFolder folder, BatchPlan plan, PlannedChunk[] chunks)
    {
        (_plan, _chunks) = (plan, chunks);
        _files = Array.ConvertAll(chunks, chunk => ChunkFile.Open(folder.CellsOf(chunk.Index), plan, chunk.Index) ?? throw Damaged(chunk));
    }

    /// <summary>A volume with its cells, as the network that sees it whole would give them.</summary>
    /// <param name="Head">Of any of its parts: what holds for all.</param>
    /// <param name="Cells">Duplicates and all, from front to back.</param>
    /// <param name="Brightness">[cell] mean intensity around the centre.</param>
    internal sealed record WholeFrame(ChunkFrame Head, DetectedFrame Cells, float[] Brightness);

    /// <summary>The frames.</summary>
    /// <exception cref="InvalidDataException">A chunk is damaged.</exception>
    public IEnumerable<WholeFrame> Read()
    {
        for (var t = _chunks[0].From; t < _chunks[0].To; t++)
        {
            var parts = new ChunkFrame[_chunks.Length];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = ChunkFile.Read(_files[i]) is { } frame && frame.T == t ? frame : throw Damaged(_chunks[i]);
            yield return Join(parts);
        }
    }

    private WholeFrame Join(ChunkFrame[] parts)
    {
        var head = parts[0];
        foreach (var part in parts)
            if (part.Unusable != head.Unusable || part.Shift != head.Shift || part.Repeated != head.Repeated)
                throw new InvalidDataException(
                    $"the parts of time point {head.T} contradict each other; delete their chunks and track again"
                );
        var places = new List<(Detection Cell, int Part, int Index)>();
        for (var part = 0; part < parts.Length; part++)
        for (var i = 0; i < parts[part].Cells.Length; i++)
            places.Add((parts[part].Cells[i], part, i));
        if (places.Count > _plan.Detector.MaxCells)
            places = [.. places.OrderByDescending(place => place.Cell.Score).ThenBy(Order).Take(_plan.Detector.MaxCells)];
        // The order of the work must not be seen in that of the cells.
        places.Sort((a, b) => Order(a).CompareTo(Order(b)));
        const int length = DetectedFrame.EmbeddingLength;
        var (embeddings, brightness) = (new float[places.Count * length], new float[places.Count]);
        for (var i = 0; i < places.Count; i++)
        {
            var (_, part, index) = places[i];
            parts[part].Embeddings.AsSpan(index * length, length).CopyTo(embeddings.AsSpan(i * length));
            brightness[i] = parts[part].Brightness[index];
        }

        var cells = new DetectedFrame([.. places.Select(place => place.Cell)], embeddings, _plan.Geometry, Foreground(parts))
        {
            Scale = head.Factor.X,
            Slices = head.Factor.Z,
            Shift = head.Shift,
        };
        return new WholeFrame(head, cells, brightness);

        static (float, float, float, float) Order((Detection Cell, int Part, int Index) place) =>
            (place.Cell.Z, place.Cell.Y, place.Cell.X, place.Cell.Score);
    }

    private Foreground? Foreground(ChunkFrame[] parts)
    {
        if (!_plan.Masks || parts[0].Unusable is not null)
            return null;
        var seen = parts[0].Seen;
        int height = (seen.Y + 1) / 2,
            width = (seen.X + 1) / 2;
        var whole = new Foreground(seen.Z, height, width, 2, new byte[checked(seen.Z * height * width)]);
        foreach (var part in parts)
            if (part.Foreground is { } map)
                for (var z = 0; z < map.Depth; z++)
                for (var y = 0; y < map.Height; y++)
                    map.Probability.AsSpan((z * map.Height + y) * map.Width, map.Width)
                        .CopyTo(whole.Probability.AsSpan(((z + part.Core.Z) * height + y + part.Core.Y / 2) * width + part.Core.X / 2));
        var shape = _plan.VolumeShape;
        return SourceFrame.Foreground(whole, (shape.Z, shape.Y, shape.X));
    }

    private static InvalidDataException Damaged(PlannedChunk chunk) =>
        new($"the cells of chunk {chunk.Index} are damaged or gone; delete what is left of it in chunks/ and track it again");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files)
            file?.Dispose();
    }
}
