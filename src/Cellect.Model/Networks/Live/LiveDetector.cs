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
        foreach (var tile in Tiling.Split(depth, height, width, _options.MaxTileVoxels))
            DetectTile(newest, before, tile, cells, embeddings, foreground);
        return KeepBest(SourceFrame.Cells(cells, volume), embeddings, volume, SourceFrame.Foreground(foreground, volume));
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private void DetectTile(
        Tensor newest,
        Tensor previous,
        Tiling.Tile tile,
        List<Detection> cells,
        List<float> embeddings,
        Foreground foreground
    )
    {
        using var scope = NewDisposeScope();
        int depth = (int)newest.shape[0],
            height = (int)newest.shape[1],
            width = (int)newest.shape[2];
        var maps = See(newest, previous, tile);
        CopyForeground(maps.Foreground, tile, foreground);

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

    private LiveNetwork.Maps See(Tensor newest, Tensor previous, Tiling.Tile tile)
    {
        using var pair = Pair(newest, previous, tile);
        return _network.forward(pair);
    }

    /// <summary>[1, 2, z, y, x] of a tile, padded to what the network divides.</summary>
    private Tensor Pair(Tensor newest, Tensor previous, Tiling.Tile tile)
    {
        using var scope = NewDisposeScope();
        return Pad(stack([Cut(newest, tile), Cut(previous, tile)]).unsqueeze(0).to(_device.Device).to(ScalarType.Float32))
            .MoveToOuterDisposeScope();
    }

    private static Tensor Cut(Tensor volume, Tiling.Tile tile) =>
        volume[tile.Z.From..tile.Z.To, tile.Y.From..tile.Y.To, tile.X.From..tile.X.To];

    private static Tensor Pad(Tensor pair)
    {
        long Missing(int axis, int multiple) => (multiple - pair.shape[axis] % multiple) % multiple;
        long z = Missing(2, LiveNetwork.AxialMultiple),
            y = Missing(3, LiveNetwork.LateralMultiple),
            x = Missing(4, LiveNetwork.LateralMultiple);
        return z + y + x == 0 ? pair : F.pad(pair, [0, x, 0, y, 0, z], mode: PaddingModes.Replicate);
    }

    private static void CopyForeground(Tensor logit, Tiling.Tile tile, Foreground target)
    {
        using var scope = NewDisposeScope();
        var map = logit[0, 0].to(ScalarType.Float32).sigmoid().mul_(Scalars.ByteRange).to(ScalarType.Byte).cpu().contiguous();
        var values = map.bytes;
        int mapHeight = (int)map.shape[1],
            mapWidth = (int)map.shape[2];
        int y0 = tile.Y.CoreFrom / 2,
            y1 = Math.Min((tile.Y.CoreTo + 1) / 2, target.Height);
        int x0 = tile.X.CoreFrom / 2,
            x1 = Math.Min((tile.X.CoreTo + 1) / 2, target.Width);
        for (var z = tile.Z.CoreFrom; z < tile.Z.CoreTo; z++)
        for (var y = y0; y < y1; y++)
            values
                .Slice(((z - tile.Z.From) * mapHeight + y - tile.Y.From / 2) * mapWidth + x0 - tile.X.From / 2, x1 - x0)
                .CopyTo(target.Probability.AsSpan((z * target.Height + y) * target.Width + x0));
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
