using Cellect.Model.Detections;
using Cellect.Model.Links.Cellect2025;
using TorchSharp;
using static TorchSharp.torch;

namespace Cellect.Model.Torch.Cellect2025;

/// <summary>The published U-Net as a detector (cellect-reference.md §5): patches, centres, what the network says there.</summary>
internal sealed class PublishedDetector : IDisposable
{
    // Size, score and the two division probabilities.
    private const int FactsPerCell = 4;

    private readonly PublishedUNet _network;
    private readonly DetectorOptions _options;
    private readonly Device _device;

    /// <param name="network">Owned.</param>
    /// <param name="options">Lowest score, if any, and most cells; patches are always of the published size.</param>
    /// <param name="device">Where the network runs.</param>
    public PublishedDetector(PublishedUNet network, DetectorOptions options, Device device)
    {
        (_network, _options, _device) = (network, options, device);
        network.eval();
        network.to(device);
    }

    /// <summary>The cells of volume t and where the network sees cell rather than background.</summary>
    /// <param name="first">Volume t.</param>
    /// <param name="second">Volume t+1; the same again for the last of a series.</param>
    public (PublishedFrame Frame, Foreground? Foreground) Detect(PublishedVolume first, PublishedVolume second)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var input = new PublishedInput(first, second);
        var frame = new PublishedFrame(first.Geometry);
        // The published program fails on a pair of empty volumes; there is no cell in it.
        if (float.IsInfinity(input.Least))
            return (frame, null);
        var suppression = new PatchSuppression(input.Height, input.Width, input.Depth);
        var foreground = new PublishedForeground(first.Shape);
        foreach (var tile in PublishedTiles.Of(input.Depth, input.Height, input.Width))
            DetectTile(input, tile, suppression, foreground, frame, first.Shape);
        return (frame.Best(_options.MinScore ?? 0, _options.MaxCells), foreground.Map);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();

    private void DetectTile(
        PublishedInput input, PublishedTiles.Tile tile, PatchSuppression suppression, PublishedForeground foreground, PublishedFrame frame, (int Depth, int Height, int Width) shape)
    {
        using var scope = NewDisposeScope();
        var maps = _network.Forward(input.Tile(tile, _device));
        foreground.Take(maps.Segmentation[0], tile);
        var indices = PublishedPeaks.Find(maps.Segmentation[0], maps.Centre[0]);
        if (indices.Length == 0)
            return;
        var places = Array.ConvertAll(indices, Place);
        var isNew = suppression.Take(tile, places);
        var (facts, embeddings) = AtCentres(maps, indices);
        for (var i = 0; i < places.Length; i++)
        {
            int slice = tile.Slice + places[i].Slice - PublishedInput.AxialMargin;
            int row = tile.Row + places[i].Row - PublishedInput.LateralMargin, column = tile.Column + places[i].Column - PublishedInput.LateralMargin;
            var inside = slice >= 0 && slice < shape.Depth && row >= 0 && row < shape.Height && column >= 0 && column < shape.Width;
            var fact = facts.AsSpan(i * FactsPerCell, FactsPerCell);
            if (isNew[i] && inside)
                frame.Add(
                    new PublishedFrame.Found(slice, row, column, fact[0], fact[1], fact[2], fact[3]),
                    embeddings.AsSpan(i * PublishedFrame.EmbeddingLength, PublishedFrame.EmbeddingLength));
        }
    }

    private static PatchSuppression.Place Place(long index)
    {
        var line = (int)index / PublishedTiles.Depth;
        return new PatchSuppression.Place(line / PublishedTiles.Side, line % PublishedTiles.Side, (int)index % PublishedTiles.Depth);
    }

    /// <summary>[cell, 4] size, score, mother, daughter; and [cell, 64] embeddings, for which the last convolution is made here, at the centres alone.</summary>
    private (float[] Facts, float[] Embeddings) AtCentres(PublishedUNet.Maps maps, long[] indices)
    {
        var at = tensor(indices, device: _device);
        Tensor Read(Tensor map) => map[0].reshape(map.shape[1], -1).index_select(1, at);
        var levels = Read(maps.Centre);
        const int innermost = PublishedCentreNetwork.Levels - 1;
        var score = levels[innermost].sub(levels[..innermost].amax([0])).sigmoid();
        var division = Read(maps.Division).sigmoid();
        var facts = stack([Read(maps.Size)[0], score, division[0], division[1]], 1);
        var features = Read(maps.Features).view(1, PublishedUNet.EmbeddingFeatures, -1, 1, 1);
        var embeddings = _network.Embed(features).view(PublishedUNet.EmbeddingLength, -1).t().contiguous();
        return (facts.cpu().data<float>().ToArray(), embeddings.cpu().data<float>().ToArray());
    }
}
