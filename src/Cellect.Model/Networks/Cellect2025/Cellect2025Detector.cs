using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The published U-Net as a detector (cellect-reference.md §5): patches, centres, what the network says there.</summary>
internal sealed class Cellect2025Detector : IDisposable
{
    private readonly Cellect2025UNet _network;
    private readonly DetectorOptions _options;
    private readonly NetworkDevice _device;
    private readonly Cellect2025Tiles _tiles;

    /// <param name="network">Owned.</param>
    /// <param name="options">Lowest score, if any, and most cells.</param>
    /// <param name="device">Where the network runs.</param>
    /// <param name="tiles">Patches of the size that the network was trained with.</param>
    public Cellect2025Detector(Cellect2025UNet network, DetectorOptions options, NetworkDevice device, Cellect2025Tiles tiles)
    {
        (_network, _options, _device, _tiles) = (network, options, device, tiles);
        network.eval();
        network.to(device.Device);
    }

    /// <summary>The cells of volume t and where the network sees cell rather than background.</summary>
    /// <param name="first">Volume t.</param>
    /// <param name="second">Volume t+1; the same again for the last of a series.</param>
    public (Cellect2025Frame Frame, Foreground? Foreground) Detect(Cellect2025Volume first, Cellect2025Volume second)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = new Cellect2025Input(first, second, _tiles);
        var frame = new Cellect2025Frame(first.Geometry);
        // The published program fails on a pair of empty volumes; there is no cell in it.
        if (float.IsInfinity(input.Least))
            return (frame, null);
        var suppression = new PatchSuppression(input.Height, input.Width, input.Depth, _tiles);
        var foreground = new Cellect2025Foreground(first.Shape);
        foreach (var tile in _tiles.Of(input.Depth, input.Height, input.Width))
            DetectTile(input, tile, suppression, foreground, frame, first.Shape);
        return (frame.Best(_options.MinScore ?? 0, _options.MaxCells), foreground.Map);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private void DetectTile(
        Cellect2025Input input,
        Cellect2025Tiles.Tile tile,
        PatchSuppression suppression,
        Cellect2025Foreground foreground,
        Cellect2025Frame frame,
        (int Depth, int Height, int Width) shape
    )
    {
        using var scope = NewDisposeScope();
        var maps = _network.Forward(input.Tile(tile, _device));
        foreground.Take(maps.Segmentation[0], tile);
        var indices = Cellect2025Peaks.Find(maps.Segmentation[0], maps.Centre[0]);
        if (indices.Length == 0)
            return;
        var places = Array.ConvertAll(indices, Place);
        var isNew = suppression.Take(tile, places);
        var (factsTensor, embeddingsTensor) = Cellect2025Centres.Read(_network, maps, indices);
        var (facts, embeddings) = (factsTensor.cpu().data<float>().ToArray(), embeddingsTensor.cpu().data<float>().ToArray());
        for (var i = 0; i < places.Length; i++)
        {
            int slice = tile.Slice + places[i].Slice - Cellect2025Input.AxialMargin;
            int row = tile.Row + places[i].Row - Cellect2025Input.LateralMargin,
                column = tile.Column + places[i].Column - Cellect2025Input.LateralMargin;
            var inside = slice >= 0 && slice < shape.Depth && row >= 0 && row < shape.Height && column >= 0 && column < shape.Width;
            var fact = facts.AsSpan(i * Cellect2025Centres.FactsPerCell, Cellect2025Centres.FactsPerCell);
            if (isNew[i] && inside)
                frame.Add(
                    new Cellect2025Frame.Found(slice, row, column, fact[0], fact[1], fact[2], fact[3]),
                    embeddings.AsSpan(i * Cellect2025Frame.EmbeddingLength, Cellect2025Frame.EmbeddingLength)
                );
        }
    }

    private PatchSuppression.Place Place(long index)
    {
        var line = (int)index / _tiles.Depth;
        return new PatchSuppression.Place(line / _tiles.Side, line % _tiles.Side, (int)index % _tiles.Depth);
    }
}
