using Cellect.Model.Detections;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>What the network in training finds in a crop, by the same rule as in use (the published program trains on another detector than
/// it uses).</summary>
/// <param name="Frame">Detections; their embeddings are not in it.</param>
/// <param name="Embeddings">[n, 64], which the losses reach the network through.</param>
/// <param name="Truth">For each detection its annotated cell, -1: none.</param>
internal sealed record Cellect2025Cells(Cellect2025Frame Frame, Tensor Embeddings, int[] Truth)
{
    // Fewer detections than this in either frame give no neighbours worth the name (the published code asks for more than five).
    private const int Fewest = 6;

    // A network that finds far more than there is has just begun: its detections teach the matchers nothing, and cost much.
    private const int MostFound = 64,
        MostFoundPerCell = 8;

    /// <summary>Null where there are too few, or far too many.</summary>
    public static Cellect2025Cells? Find(Cellect2025UNet network, Cellect2025UNet.Maps maps, TrainingCell[] truth, VoxelGeometry geometry)
    {
        long[] indices;
        using (no_grad())
            indices = Cellect2025Peaks.Find(maps.Segmentation[0], maps.Centre[0]);
        if (indices.Length < Fewest || indices.Length > MostFound + MostFoundPerCell * truth.Length)
            return null;
        var (facts, embeddings) = Cellect2025Centres.Read(network, maps, indices);
        var values = facts.detach().cpu().data<float>().ToArray();
        var frame = new Cellect2025Frame(geometry);
        var none = new float[Cellect2025Frame.EmbeddingLength];
        int width = (int)maps.Centre.shape[3],
            depth = (int)maps.Centre.shape[4];
        for (var i = 0; i < indices.Length; i++)
        {
            var line = (int)indices[i] / depth;
            var fact = values.AsSpan(i * Cellect2025Centres.FactsPerCell, Cellect2025Centres.FactsPerCell);
            frame.Add(
                new Cellect2025Frame.Found((int)indices[i] % depth, line / width, line % width, fact[0], fact[1], fact[2], fact[3]),
                none
            );
        }

        return new Cellect2025Cells(frame, embeddings, TruthMatch.Nearest(Detected(frame), truth));
    }

    /// <summary>For each annotated cell the detection with the highest score, -1: none.</summary>
    public int[] BestOf(int cells)
    {
        var best = new int[cells];
        Array.Fill(best, -1);
        for (var i = 0; i < Truth.Length; i++)
            if (Truth[i] is >= 0 and var cell && (best[cell] < 0 || Frame[i].Score > Frame[best[cell]].Score))
                best[cell] = i;
        return best;
    }

    private static DetectedFrame Detected(Cellect2025Frame frame) =>
        new(
            [
                .. Enumerable
                    .Range(0, frame.Count)
                    .Select(i => new Detection(frame[i].Slice, frame[i].Row, frame[i].Column, frame[i].Size, frame[i].Score, 0, 0, 0, 0)),
            ],
            [],
            frame.Geometry,
            null
        );
}
