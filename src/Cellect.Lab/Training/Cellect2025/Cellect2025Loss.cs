using Cellect.Model.Networks.Cellect2025;
using static TorchSharp.torch;

namespace Cellect.Lab.Training.Cellect2025;

/// <summary>
/// The whole loss of a step (cellect-reference.md §8.3, §8.4): maps of two passes + size + division + 10·triplets + 10·(intra + 5·inter +
/// 5·dividing).
/// </summary>
/// <param name="random">Draws the order of candidates.</param>
internal sealed class Cellect2025Loss(Random random)
{
    private const double TripletWeight = 10,
        MatcherWeight = 10,
        InterWeight = 5;
    private const int ManyCells = 400;

    /// <summary>Names of the parts, in the order of <see cref="Values"/>.</summary>
    public static readonly string[] Names =
    [
        "total",
        "centre",
        "segmentation",
        "size",
        "division",
        "triplets",
        "intra",
        "inter",
        "dividing",
    ];

    /// <summary>The parts of the last loss; not a number where a part had nothing to learn from.</summary>
    public double[] Values { get; } = new double[Names.Length];

    /// <summary>The loss of a step; a scalar.</summary>
    /// <param name="networks">In training.</param>
    /// <param name="maps">Of the two passes.</param>
    /// <param name="sample">Targets.</param>
    /// <param name="cellWise">Whether the losses of single cells count already.</param>
    public Tensor Compute(Cellect2025Networks networks, Cellect2025UNet.Maps[] maps, Cellect2025Sampler.Sample sample, bool cellWise)
    {
        Array.Fill(Values, double.NaN);
        var (centre, segmentation, size) = (Sum(maps, sample, Centre), Sum(maps, sample, Segmentation), Sum(maps, sample, Size));
        var division = Division(maps[0], sample.Targets[0]);
        var many = Math.Max(sample.Targets[0].Cells.Length, sample.Targets[1].Cells.Length) > ManyCells ? 2 : 1;
        var total = many * (centre + segmentation) + size + division;
        (Values[1], Values[2], Values[3], Values[4]) = (
            centre.item<float>(),
            segmentation.item<float>(),
            size.item<float>(),
            division.item<float>()
        );
        // What is not a number would stay in the matchers' batch normalisation.
        if (cellWise && float.IsFinite(total.item<float>()))
            total += OfCells(networks, maps, sample);
        Values[0] = total.item<float>();
        return total;
    }

    private static Tensor Sum(
        Cellect2025UNet.Maps[] maps,
        Cellect2025Sampler.Sample sample,
        Func<Cellect2025UNet.Maps, Cellect2025Targets, Tensor> loss
    ) => loss(maps[0], sample.Targets[0]) + loss(maps[1], sample.Targets[1]);

    /// <summary>The mean over all voxels and that over the voxels of cells.</summary>
    private static Tensor Centre(Cellect2025UNet.Maps maps, Cellect2025Targets targets)
    {
        var loss = DenseLosses.Centre(maps.Centre, Map(targets.Levels, maps.Centre)) * Map(targets.Weight, maps.Centre);
        return DenseLosses.Mean(loss, Map(targets.JudgedCentre, maps.Centre)) + DenseLosses.Mean(loss, Map(targets.Inside, maps.Centre));
    }

    private static Tensor Segmentation(Cellect2025UNet.Maps maps, Cellect2025Targets targets) =>
        DenseLosses.Mean(
            DenseLosses.Segmentation(maps.Segmentation, Map(targets.Inside, maps.Centre)) * Map(targets.Weight, maps.Centre),
            Map(targets.JudgedInside, maps.Centre)
        );

    private static Tensor Size(Cellect2025UNet.Maps maps, Cellect2025Targets targets) =>
        DenseLosses.Size(maps.Size.select(1, 0), Map(targets.Radius, maps.Centre), Map(targets.JudgedInside, maps.Centre));

    private static Tensor Division(Cellect2025UNet.Maps maps, Cellect2025Targets targets) =>
        DenseLosses.Division(
            maps.Division,
            stack([Map(targets.Mother, maps.Centre), Map(targets.Daughter, maps.Centre)], 1),
            stack([Map(targets.JudgedMother, maps.Centre), Map(targets.JudgedDaughter, maps.Centre)], 1)
        );

    /// <summary>[z, y, x] as the network has its maps, [1, row, column, slice].</summary>
    private static Tensor Map(float[] values, Tensor like) =>
        tensor(values, [like.shape[4], like.shape[2], like.shape[3]], device: like.device).permute(1, 2, 0).unsqueeze(0);

    private Tensor OfCells(Cellect2025Networks networks, Cellect2025UNet.Maps[] maps, Cellect2025Sampler.Sample sample)
    {
        var zero = zeros([], device: maps[0].Centre.device);
        var targets = sample.Targets[0];
        if (
            Cellect2025Cells.Find(networks.UNet, maps[0], targets.Cells, sample.Geometry) is not { } now
            || Cellect2025Cells.Find(networks.UNet, maps[1], sample.Targets[1].Cells, sample.Geometry) is not { } next
        )
            return zero;
        if (!float.IsFinite(now.Embeddings.sum().item<float>() + next.Embeddings.sum().item<float>()))
            return zero / zero;
        var triplets = Triplets(now, next, targets);
        var intra = Mean([Intra(networks.Intra, now), Intra(networks.Intra, next)]);
        var (inter, dividing) = Inter(networks.Inter, now, next, targets);
        (Values[5], Values[6], Values[7], Values[8]) = (Value(triplets), Value(intra), Value(inter), Value(dividing));
        return TripletWeight * (triplets ?? zero)
            + MatcherWeight * ((intra ?? zero) + InterWeight * (inter ?? zero) + InterWeight * (dividing ?? zero));
    }

    /// <summary>One detection for each cell and frame.</summary>
    private static Tensor? Triplets(Cellect2025Cells now, Cellect2025Cells next, Cellect2025Targets targets)
    {
        int[] before = [.. now.BestOf(targets.Cells.Length)],
            after = next.BestOf(targets.Origins.Length);
        var children = Enumerable.Range(0, after.Length).Where(i => after[i] >= 0).ToArray();
        if (children.Length == 0)
            return null;
        var rows = tensor(children.Select(i => (long)after[i]).ToArray(), device: next.Embeddings.device);
        // Rows of the frame before are its detections.
        return TripletLoss.Lineage(
            now.Embeddings,
            next.Embeddings[rows],
            [.. children.Select(i => targets.Origins[i].Parent is >= 0 and var parent ? before[parent] : -1)]
        );
    }

    private Tensor? Intra(Cellect2025Matcher matcher, Cellect2025Cells cells)
    {
        var pass = MatcherPass.Within(matcher, cells, random);
        return MatcherLosses.Candidates(
            pass.Logits,
            pass.Where((cell, other) => other != cell && cells.Truth[other] == cells.Truth[cell]),
            [.. cells.Truth.Select(t => t >= 0)]
        );
    }

    private (Tensor? Inter, Tensor? Dividing) Inter(
        Cellect2025Matcher matcher,
        Cellect2025Cells now,
        Cellect2025Cells next,
        Cellect2025Targets targets
    )
    {
        var pass = MatcherPass.Between(matcher, now, next, random);
        var divides = Array.ConvertAll(now.Truth, cell => cell >= 0 && targets.Fates[cell] == Cellect2025Targets.Fate.Divides);
        var known = Array.ConvertAll(now.Truth, cell => cell >= 0 && targets.Fates[cell] != Cellect2025Targets.Fate.Unknown);
        var inter = MatcherLosses.Candidates(
            pass.Logits[.., ..(pass.Candidates + 1)],
            pass.Where(
                (cell, other) =>
                    now.Truth[cell] >= 0 && next.Truth[other] >= 0 && targets.Origins[next.Truth[other]].Parent == now.Truth[cell]
            ),
            known,
            divides
        );
        // Over all detections where everything is annotated: what is no cell does not divide.
        var counted = targets.Complete ? Array.ConvertAll(now.Truth, _ => true) : known;
        return (inter, MatcherLosses.Dividing(pass.Logits[.., (pass.Candidates + 1)..], divides, counted));
    }

    private static Tensor? Mean(IEnumerable<Tensor?> parts) =>
        parts.OfType<Tensor>().ToArray() is { Length: > 0 } present ? stack(present).mean() : null;

    private static double Value(Tensor? part) => part is null ? double.NaN : part.item<float>();
}
