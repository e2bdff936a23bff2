using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Live;

/// <summary>The live network as a detector: tiles, peaks of the centre map, facts at the peaks.</summary>
internal sealed class LiveDetector : IDetector
{
    // Way back, radius, daughter, embedding.
    private const int FactsPerCell = 5 + DetectedFrame.EmbeddingLength;

    private readonly LiveNetwork _network;
    private readonly DetectorOptions _options;
    private readonly Scalar _minScore;
    private readonly NetworkDevice _device;

    /// <param name="network">Owned; batch normalisation is folded in.</param>
    /// <param name="options">Limits of cells and memory.</param>
    /// <param name="minScore">Lowest score.</param>
    /// <param name="device">Where the network runs.</param>
    public LiveDetector(LiveNetwork network, DetectorOptions options, float minScore, NetworkDevice device)
    {
        _network = network;
        _options = options;
        _minScore = minScore;
        _device = device;
        network.eval();
        network.Fold();
        network.to(device.Device);
        if (device.Precision != ScalarType.Float32)
            network.Halve(device.Precision);
    }

    /// <inheritdoc/>
    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var shape = volume.Voxels.shape;
        if (previous is not null && !previous.Voxels.shape.SequenceEqual(shape))
            throw new ArgumentException(
                $"previous volume is [{string.Join(", ", previous.Voxels.shape)}], this one "
                    + $"[{string.Join(", ", shape)}]; begin a new series",
                nameof(previous)
            );
        int depth = (int)shape[0],
            height = (int)shape[1],
            width = (int)shape[2];
        var cells = new List<Detection>();
        var embeddings = new List<float>();
        var foreground = new Foreground(
            depth,
            (height + 1) / 2,
            (width + 1) / 2,
            LiveNetwork.LateralStride,
            new byte[depth * ((height + 1) / 2) * ((width + 1) / 2)]
        );
        var (newest, before) = (volume.On(_device), (previous ?? volume).On(_device));
        var seen = new SeenPart(newest, before, default, (depth, height, width));
        foreach (var tile in Tiling.Split(depth, height, width, _options.MaxTileVoxels))
            DetectTile(seen, tile, cells, embeddings, (foreground, default));
        return KeepBest(SourceFrame.Cells(cells, volume), embeddings, volume, SourceFrame.Foreground(foreground, volume));
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    /// <summary>What the network is shown: a volume, or a part of one.</summary>
    /// <param name="Newest">[z, y, x] at the network's scale.</param>
    /// <param name="Previous">The same part of the volume before.</param>
    /// <param name="Origin">Place of the first voxel in the volume.</param>
    /// <param name="Shape">Of the whole volume.</param>
    internal readonly record struct SeenPart(Tensor Newest, Tensor Previous, (int Z, int Y, int X) Origin, (int Z, int Y, int X) Shape);

    /// <summary>Adds the cells of one tile, in voxels that the network sees, and writes the tile's foreground.</summary>
    /// <param name="seen">Must hold all that the tile sees.</param>
    /// <param name="tile">In voxels of the whole volume.</param>
    /// <param name="cells">Gets them.</param>
    /// <param name="embeddings">Gets theirs.</param>
    /// <param name="foreground">Gets the foreground, from a place of the volume on; null: it is not wanted.</param>
    internal void DetectTile(
        SeenPart seen,
        Tiling.Tile tile,
        List<Detection> cells,
        List<float> embeddings,
        (Foreground Map, (int Z, int Y, int X) At)? foreground
    )
    {
        using var scope = NewDisposeScope();
        var (depth, height, width) = seen.Shape;
        var maps = See(seen, tile);
        if (foreground is { } target)
            CopyForeground(maps.Foreground, tile, target.Map, target.At);

        var centreMap = PeakFinder.CentreMap(maps.Levels)[..tile.Z.Seen, ..((tile.Y.Seen + 1) / 2), ..((tile.X.Seen + 1) / 2)];
        var peaks = PeakFinder
            .Find(centreMap, _minScore)
            .Select(p => p with { Y = 2 * p.Y + 0.5f, X = 2 * p.X + 0.5f })
            .Where(p => tile.Owns(p.Z + tile.Z.From, p.Y + tile.Y.From, p.X + tile.X.From))
            .ToArray();
        if (peaks.Length == 0)
            return;

        var places = new float[peaks.Length * 3];
        for (var i = 0; i < peaks.Length; i++)
            (places[3 * i], places[3 * i + 1], places[3 * i + 2]) = (peaks[i].Z, peaks[i].Y, peaks[i].X);
        var facts = _network.AtCentres(maps, 0, places);
        // One reading of all of them: each would wait for the card.
        var table = cat([facts.Back, facts.LogRadius.exp().unsqueeze(1), facts.Daughter.sigmoid().unsqueeze(1), facts.Embedding], 1)
            .cpu()
            .data<float>()
            .ToArray();
        for (var i = 0; i < peaks.Length; i++)
        {
            var row = table.AsSpan(FactsPerCell * i, FactsPerCell);
            embeddings.AddRange(row[(FactsPerCell - DetectedFrame.EmbeddingLength)..]);
            cells.Add(
                new Detection(
                    Math.Clamp(peaks[i].Z + tile.Z.From, 0, depth - 1),
                    Math.Clamp(peaks[i].Y + tile.Y.From, 0, height - 1),
                    Math.Clamp(peaks[i].X + tile.X.From, 0, width - 1),
                    row[3],
                    peaks[i].Score,
                    row[4],
                    row[0],
                    row[1],
                    row[2]
                )
            );
        }
    }

    private LiveNetwork.Maps See(SeenPart seen, Tiling.Tile tile)
    {
        using var pair = Pair(seen, tile);
        return _network.forward(pair);
    }

    /// <summary>[1, 2, z, y, x] of a tile, padded to what the network divides.</summary>
    private Tensor Pair(SeenPart seen, Tiling.Tile tile)
    {
        using var scope = NewDisposeScope();
        return Pad(
                stack([Cut(seen.Newest, seen.Origin, tile), Cut(seen.Previous, seen.Origin, tile)])
                    .unsqueeze(0)
                    .to(_device.Device)
                    .to(ScalarType.Float32)
            )
            .MoveToOuterDisposeScope();
    }

    private static Tensor Cut(Tensor volume, (int Z, int Y, int X) origin, Tiling.Tile tile) =>
        volume[
            (tile.Z.From - origin.Z)..(tile.Z.To - origin.Z),
            (tile.Y.From - origin.Y)..(tile.Y.To - origin.Y),
            (tile.X.From - origin.X)..(tile.X.To - origin.X)
        ];

    private static Tensor Pad(Tensor pair)
    {
        long Missing(int axis, int multiple) => (multiple - pair.shape[axis] % multiple) % multiple;
        long z = Missing(2, LiveNetwork.AxialMultiple),
            y = Missing(3, LiveNetwork.LateralMultiple),
            x = Missing(4, LiveNetwork.LateralMultiple);
        return z + y + x == 0 ? pair : F.pad(pair, [0, x, 0, y, 0, z], mode: PaddingModes.Replicate);
    }

    private static void CopyForeground(Tensor logit, Tiling.Tile tile, Foreground target, (int Z, int Y, int X) at)
    {
        using var scope = NewDisposeScope();
        var map = logit[0, 0].to(ScalarType.Float32).sigmoid().mul_(Scalars.ByteRange).to(ScalarType.Byte).cpu().contiguous();
        var values = map.bytes;
        int mapHeight = (int)map.shape[1],
            mapWidth = (int)map.shape[2];
        int y0 = tile.Y.CoreFrom / 2,
            y1 = Math.Min((tile.Y.CoreTo + 1) / 2, target.Height + at.Y / 2);
        int x0 = tile.X.CoreFrom / 2,
            x1 = Math.Min((tile.X.CoreTo + 1) / 2, target.Width + at.X / 2);
        for (var z = tile.Z.CoreFrom; z < tile.Z.CoreTo; z++)
        for (var y = y0; y < y1; y++)
            values
                .Slice(((z - tile.Z.From) * mapHeight + y - tile.Y.From / 2) * mapWidth + x0 - tile.X.From / 2, x1 - x0)
                .CopyTo(target.Probability.AsSpan(((z - at.Z) * target.Height + y - at.Y / 2) * target.Width + x0 - at.X / 2));
    }

    private DetectedFrame KeepBest(List<Detection> cells, List<float> embeddings, PreparedVolume volume, Foreground foreground)
    {
        if (cells.Count <= _options.MaxCells)
            return new DetectedFrame([.. cells], [.. embeddings], volume.Geometry, foreground)
            {
                Scale = volume.Factor.X,
                Slices = volume.Factor.Z,
            };
        var best = Enumerable.Range(0, cells.Count).OrderByDescending(i => cells[i].Score).Take(_options.MaxCells).Order().ToArray();
        var length = DetectedFrame.EmbeddingLength;
        return new DetectedFrame(
            best.Select(i => cells[i]).ToArray(),
            best.SelectMany(i => embeddings.GetRange(i * length, length)).ToArray(),
            volume.Geometry,
            foreground
        )
        {
            Scale = volume.Factor.X,
            Slices = volume.Factor.Z,
        };
    }
}
