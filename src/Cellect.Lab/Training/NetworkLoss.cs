using Cellect.Model.Networks.Live;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Lab.Training;

/// <summary>
/// The live network's loss: nested centre levels, foreground, and at the (jittered) true centres way back, radius, birth by
/// division and embeddings. See docs/model.md, "Losses".
/// </summary>
internal sealed class NetworkLoss(Random random, bool triplets = false)
{
    private const float PositiveShare = 0.25f;
    private const float EmbeddingTemperature = 0.1f;

    /// <summary>The parts of the loss of one step, for the log.</summary>
    internal sealed record Parts(
        Tensor Total,
        Tensor Centre,
        Tensor Foreground,
        Tensor Back,
        Tensor Radius,
        Tensor Daughter,
        Tensor Embedding
    );

    public Parts Compute(LiveNetwork network, TrainingBatch batch, LiveNetwork.Maps maps, Device device)
    {
        var shape = maps.Foreground.shape;
        using var level = tensor(batch.Level, [shape[0], 1, shape[2], shape[3], shape[4]]).to(device);
        using var inside = tensor(batch.Foreground, [shape[0], 1, shape[2], shape[3], shape[4]]).to(device).to(ScalarType.Float32);
        using var judgeCentre = tensor(batch.CentreTrust, [shape[0], 1, shape[2], shape[3], shape[4]]).to(device);
        using var judgeForeground = tensor(batch.ForegroundTrust, [shape[0], 1, shape[2], shape[3], shape[4]]).to(device);
        var centre = zeros(1, device: device);
        for (var i = 1; i <= CentreNetwork.Levels; i++)
            centre += Balanced(maps.Levels[.., (i - 1)..i], level.ge(i).to(ScalarType.Float32), judgeCentre);
        var foreground = Balanced(maps.Foreground, inside, judgeForeground);

        var heads = Enumerable.Range(0, batch.Items).Select(i => Head(network, batch, maps, i, device)).ToArray();
        var back = Mean(heads.Select((h, i) => Back(h, batch.Cells[i], device)), device);
        var radius = Mean(heads.Select((h, i) => Radius(h, batch.Cells[i], device)), device);
        var daughter = Mean(heads.Select((h, i) => Daughter(h, batch.Cells[i], device)), device);
        var embedding = Mean(
            Enumerable
                .Range(0, batch.Items / 2)
                .Select(s => Embedding(heads[2 * s], heads[2 * s + 1], batch.Cells[2 * s], batch.Cells[2 * s + 1], device)),
            device
        );
        var total = centre + 0.5 * foreground + 0.3 * back + 0.5 * radius + 0.15 * daughter + 0.05 * embedding;
        return new Parts(total, centre, foreground, back, radius, daughter, embedding);
    }

    /// <summary>Cross-entropy over the voxels that may be judged, by how far they are to be believed, in which the rarer positives carry a
    /// quarter of the weight.</summary>
    internal static Tensor Balanced(Tensor logits, Tensor target, Tensor judged)
    {
        var voxels = judged.sum().clamp_min(1);
        var share = Math.Max((target * judged).sum().item<float>() / voxels.item<float>(), 1e-6f);
        var weight = Math.Clamp(PositiveShare / (1 - PositiveShare) * (1 - share) / share, 1f, 20f);
        return F.binary_cross_entropy_with_logits(logits, target, judged, nn.Reduction.Sum, tensor(weight, device: logits.device)) / voxels;
    }

    private Jittered? Head(LiveNetwork network, TrainingBatch batch, LiveNetwork.Maps maps, int item, Device device)
    {
        var cells = batch.Cells[item];
        if (cells.Length == 0)
            return null;
        var places = new float[cells.Length * 3];
        var back = new float[cells.Length * 3];
        for (var i = 0; i < cells.Length; i++)
        {
            float jz = Gaussian(0.3f),
                jy = Gaussian(0.7f),
                jx = Gaussian(0.7f);
            var c = cells[i];
            (places[3 * i], places[3 * i + 1], places[3 * i + 2]) = (c.Cell.Z + jz, c.Cell.Y + jy, c.Cell.X + jx);
            (back[3 * i], back[3 * i + 1], back[3 * i + 2]) = (c.BackZ - jz, c.BackY - jy, c.BackX - jx);
        }

        var output = network.AtCentres(maps, item, places);
        return new Jittered(output, tensor(back, [cells.Length, 3], device: device));
    }

    private sealed record Jittered(CellHead.Output Output, Tensor Back);

    private static Tensor? Back(Jittered? head, TrainingBatch.BatchCell[] cells, Device device)
    {
        if (head is null || !cells.Any(c => c.Parent >= 0))
            return null;
        var unit = tensor(new[] { 2f, 8f, 8f }, device: device);
        var has = tensor(cells.Select(c => c.Parent >= 0 ? c.Cell.Weight : 0f).ToArray(), device: device).unsqueeze(1);
        var error = F.smooth_l1_loss(head.Output.Back / unit, head.Back / unit, reduction: nn.Reduction.None, beta: 0.25);
        return (error * has).sum() / has.sum();
    }

    private static Tensor? Radius(Jittered? head, TrainingBatch.BatchCell[] cells, Device device) =>
        head is null || !cells[0].RadiusKnown
            ? null
            : F.l1_loss(head.Output.LogRadius, tensor(cells.Select(c => MathF.Log(c.Cell.Radius)).ToArray(), device: device));

    private static Tensor? Daughter(Jittered? head, TrainingBatch.BatchCell[] cells, Device device)
    {
        if (head is null || !cells.Any(c => c.OriginKnown))
            return null;
        using var known = tensor(cells.Select(c => c.OriginKnown ? c.Cell.Weight : 0f).ToArray(), device: device);
        var born = tensor(cells.Select(c => c.Daughter ? 1f : 0f).ToArray(), device: device);
        return F.binary_cross_entropy_with_logits(head.Output.Daughter, born, known, nn.Reduction.Sum, tensor(4f, device: device))
            / known.sum();
    }

    /// <summary>Each cell's embedding must be nearer to its parent's than to any other cell's of the frame before.</summary>
    private Tensor? Embedding(
        Jittered? before,
        Jittered? now,
        TrainingBatch.BatchCell[] cellsBefore,
        TrainingBatch.BatchCell[] cellsNow,
        Device device
    )
    {
        if (before is null || now is null)
            return null;
        var rowOf = cellsBefore.Select((c, row) => (c.Index, row)).ToDictionary(p => p.Index, p => p.row);
        var pairs = cellsNow.Select((c, row) => (row, parent: rowOf.GetValueOrDefault(c.Parent, -1))).Where(p => p.parent >= 0).ToArray();
        if (pairs.Length == 0 || cellsBefore.Length < 2)
            return null;
        if (triplets)
            return TripletLoss.Lineage(
                before.Output.Embedding,
                now.Output.Embedding,
                cellsNow.Select(c => rowOf.GetValueOrDefault(c.Parent, -1)).ToArray()
            );
        using var rows = tensor(pairs.Select(p => (long)p.row).ToArray(), device: device);
        var target = tensor(pairs.Select(p => (long)p.parent).ToArray(), device: device);
        var similarity = now.Output.Embedding[rows].mm(before.Output.Embedding.t()) / EmbeddingTemperature;
        using var weights = tensor(pairs.Select(p => cellsNow[p.row].Cell.Weight).ToArray(), device: device);
        return (F.cross_entropy(similarity, target, reduction: nn.Reduction.None) * weights).sum() / weights.sum();
    }

    private static Tensor Mean(IEnumerable<Tensor?> parts, Device device)
    {
        var present = parts.OfType<Tensor>().ToArray();
        return present.Length == 0 ? zeros(1, device: device) : stack(present).mean();
    }

    private float Gaussian(float deviation) =>
        deviation * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());
}
