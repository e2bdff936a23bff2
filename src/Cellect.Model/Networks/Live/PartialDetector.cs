using System.Runtime.InteropServices;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The live network on parts of volumes, for work that is shared out: everything that could depend on more than two volumes (the scale, how
/// the specimen moved, what intensities mean) is told, so that what comes out is a function of the two volumes. Use it from one thread.
/// </summary>
internal sealed class PartialDetector : IDisposable
{
    private readonly LiveDetector _detector;
    private readonly DetectorOptions _options;

    private PartialDetector(LiveDetector detector, DetectorOptions options, float minScore) =>
        (_detector, _options, MinScore) = (detector, options, minScore);

    /// <summary>Lowest score of a cell that appears from nowhere; what may go on another cell has less, and is found as well.</summary>
    public float MinScore { get; }

    /// <summary>What the network computes with: what differs here may differ in the last bits.</summary>
    public static string Arithmetic =>
        NetworkDevice.Card() is { } card ? card.Name
        : ProcessorPrecision.HasBFloat16 ? "cpu bfloat16"
        : "cpu float32";

    /// <summary>Reads a model file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or not of the live network.</exception>
    public static PartialDetector Load(string path, DetectorOptions options)
    {
        TorchLibrary.Require();
        TorchLibrary.UseOneThread();
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            var minScore = LiveModel.MinScore(metadata, options);
            return new PartialDetector(LiveModel.Detector(tensors, options, minScore, path, NetworkDevice.Pick()), options, minScore);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>A search for the scale of a series, with this network.</summary>
    public NetworkScale Scale() => new(_detector);

    /// <summary>What was found in a part.</summary>
    /// <param name="Cells">In voxels of the whole source.</param>
    /// <param name="Embeddings">[cell, component].</param>
    /// <param name="Brightness">[cell] mean intensity around the centre.</param>
    /// <param name="Foreground">Of the part's core at the network's scale; null where it was not asked for.</param>
    internal sealed record Found(Detection[] Cells, float[] Embeddings, float[] Brightness, Foreground? Foreground)
    {
        /// <summary>Nothing.</summary>
        public static readonly Found Nothing = new([], [], [], null);
    }

    /// <summary>The cells of a part.</summary>
    /// <param name="now">The newest volume, at the source's scale: the voxels in <paramref name="box"/>.</param>
    /// <param name="before">The one before, moved to where the specimen is now; null for the first.</param>
    /// <param name="box">In voxels of the whole source.</param>
    /// <param name="sampling">The network's scale.</param>
    /// <param name="part">What is to be looked at.</param>
    /// <param name="foreground">Whether the foreground is wanted.</param>
    public Found Detect(
        PreparedVolume now,
        PreparedVolume? before,
        VolumeBox box,
        PartSampling sampling,
        PartGrid.Part part,
        bool foreground
    )
    {
        if (part.Tiles.Count == 0)
            return Found.Nothing;
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var origin = sampling.IsSource ? box.Origin : part.Seen.Origin;
        var newest = Seen(now, box, sampling, part.Seen);
        var previous = before is null ? newest : Seen(before, box, sampling, part.Seen);
        var seen = new LiveDetector.SeenPart(newest, previous, origin, sampling.Shape);
        var map = foreground ? Map(part.Core) : null;
        var (cells, embeddings) = (new List<Detection>(), new List<float>());
        foreach (var tile in part.Tiles)
            if (!IsBlank(newest, origin, tile) || !IsBlank(previous, origin, tile))
                _detector.DetectTile(seen, tile, cells, embeddings, map is null ? null : (map, part.Core.Origin));
        _ = SourceFrame.Cells(cells, sampling.Factor, sampling.SourceShape);
        return Best(cells, embeddings, CellBrightness.Means(now, box.Origin, cells), map);
    }

    private Found Best(List<Detection> cells, List<float> embeddings, float[] brightness, Foreground? map)
    {
        if (cells.Count <= _options.MaxCells)
            return new Found([.. cells], [.. embeddings], brightness, map);
        const int length = DetectedFrame.EmbeddingLength;
        var best = Enumerable.Range(0, cells.Count).OrderByDescending(i => cells[i].Score).Take(_options.MaxCells).Order().ToArray();
        return new Found(
            Array.ConvertAll(best, i => cells[i]),
            [.. best.SelectMany(i => embeddings.GetRange(i * length, length))],
            Array.ConvertAll(best, i => brightness[i]),
            map
        );
    }

    private static Foreground Map(VolumeBox core)
    {
        int height = (core.ToY + 1) / 2 - core.FromY / 2,
            width = (core.ToX + 1) / 2 - core.FromX / 2;
        return new Foreground(
            core.ToZ - core.FromZ,
            height,
            width,
            LiveNetwork.LateralStride,
            new byte[checked((core.ToZ - core.FromZ) * height * width)]
        );
    }

    private static Tensor Seen(PreparedVolume volume, VolumeBox box, PartSampling sampling, VolumeBox part)
    {
        if (sampling.IsSource)
            return volume.Voxels;
        var values = sampling.Resample(MemoryMarshal.Cast<byte, Half>(volume.Voxels.bytes), box, part);
        var voxels = empty([part.Shape.Z, part.Shape.Y, part.Shape.X], ScalarType.Float16);
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(voxels.bytes);
        return voxels;
    }

    /// <summary>Whether a tile holds nothing but background: no cell can be in it, whatever the network would make of it.</summary>
    private static bool IsBlank(Tensor volume, (int Z, int Y, int X) origin, Tiling.Tile tile)
    {
        var voxels = MemoryMarshal.Cast<byte, ushort>(volume.bytes);
        var (height, width) = ((int)volume.shape[1], (int)volume.shape[2]);
        for (var z = tile.Z.From - origin.Z; z < tile.Z.To - origin.Z; z++)
        for (var y = tile.Y.From - origin.Y; y < tile.Y.To - origin.Y; y++)
            if (voxels.Slice((z * height + y) * width + tile.X.From - origin.X, tile.X.Seen).ContainsAnyExcept((ushort)0))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();
}
