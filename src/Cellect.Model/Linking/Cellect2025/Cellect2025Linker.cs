using System.Numerics.Tensors;

namespace Cellect.Model.Linking.Cellect2025;

/// <summary>
/// Links the cells of a frame to those of the frame before as the published program does (cellect-reference.md §6.2 and §6.3), without its
/// "reconnect" step (§6.4) and without state of its own.
/// </summary>
/// <param name="matcher">The inter-frame network; not owned.</param>
/// <param name="options">Divisions or not.</param>
internal sealed class Cellect2025Linker(ICellect2025Matcher matcher, Cellect2025Options options)
{
    private const int MostPooled = 5,
        MostKept = 2;
    private const float LeastSize = 5,
        ReachInSizes = 6,
        LeastFirst = 0.1f,
        SureDivision = 0.8f,
        LikelyDivision = 0.5f,
        LeastSecond = 0.5f,
        DivisionReach = 1.2f;

    /// <summary>A detection of the newest frame that a cell may have become.</summary>
    private readonly record struct Choice(int Detection, float Score, float Distance);

    /// <summary>What a cell of the frame before holds.</summary>
    private sealed record Holding(List<Choice> Kept, float Quality, float Size);

    /// <summary>One link for each of <paramref name="groups"/>' cells, in their order; parents are indices of
    /// <paramref name="groupsBefore"/>' cells.</summary>
    public Link[] Link(Cellect2025Frame before, Cellect2025Groups groupsBefore, Cellect2025Frame now, Cellect2025Groups groups)
    {
        var links = new Link[groups.Cells.Length];
        Array.Fill(links, new Link(-1, 1, 0));
        if (before.Count == 0 || now.Count == 0)
            return links;
        var cellOf = Places(groups.Cells);
        var cellBefore = Places(groupsBefore.Cells);
        foreach (var (anchor, holding) in Hold(before, groupsBefore, now, groups))
        foreach (var choice in Decide(holding))
            if (groups.AnchorOf[choice.Detection] is >= 0 and var target)
                Offer(ref links[cellOf[target]], new Link(cellBefore[anchor], choice.Score, holding.Quality));
        return links;
    }

    /// <summary>A target keeps its best source; of equal ones the later.</summary>
    private static void Offer(ref Link link, Link offer)
    {
        if (link.Parent < 0 || offer.Probability >= link.Probability)
            link = offer;
    }

    private static Dictionary<int, int> Places(int[] cells)
    {
        var places = new Dictionary<int, int>(cells.Length);
        for (var i = 0; i < cells.Length; i++)
            places[cells[i]] = i;
        return places;
    }

    /// <summary>What each cell before holds once all its groups have chosen, in the order of the cells' first groups.</summary>
    private List<(int Anchor, Holding Holding)> Hold(
        Cellect2025Frame before,
        Cellect2025Groups groupsBefore,
        Cellect2025Frame now,
        Cellect2025Groups groups
    )
    {
        var keys = groupsBefore.Groups.ConvertAll(g => g.Key).ToArray();
        var features = Cellect2025Features.Between(before, keys, now, matcher.Candidates);
        int none = features.Candidates,
            divides = none + 1,
            outputs = divides + 1;
        var scores = matcher.Between(features);
        var holdings = new Dictionary<int, Holding>();
        var order = new List<int>();
        for (var row = 0; row < keys.Length; row++)
        {
            var output = scores.AsSpan(row * outputs, outputs);
            // "None" wins where it is highest; of equal ones the first counts.
            if (TensorPrimitives.IndexOfMax<float>(output[..divides]) == none)
                continue;
            var group = groupsBefore.Groups[row];
            // An anchor may itself have been claimed by a later one (§6.1): then it is the later one that goes on.
            var anchor = groupsBefore.AnchorOf[group.Members.Min()];
            var size = group.Members.Max(member => before[member].Size);
            var held = holdings.GetValueOrDefault(anchor);
            if (held is null)
                order.Add(anchor);
            var pool = Pool(Choose(features, row, output, groups), held);
            holdings[anchor] = new Holding(Keep(pool, groups, ReachInSizes * Math.Max(size, LeastSize)), output[divides], size);
        }

        return order.ConvertAll(anchor => (anchor, holdings[anchor]));
    }

    /// <summary>Candidates in the order of distance, without those that an earlier one takes for itself.</summary>
    private static List<Choice> Choose(Cellect2025Features features, int row, ReadOnlySpan<float> output, Cellect2025Groups groups)
    {
        var chosen = new List<Choice>();
        for (var rank = 0; rank < features.Candidates; rank++)
        {
            var at = row * features.Candidates + rank;
            var choice = new Choice(features.Index[at], output[rank], features.Distances[at]);
            if (!chosen.Exists(c => groups.All[c.Detection].Contains(choice.Detection)))
                chosen.Add(choice);
            else if (chosen.FindIndex(c => c.Detection == choice.Detection) is >= 0 and var same)
                chosen[same] = choice with { Score = Math.Max(choice.Score, chosen[same].Score) };
        }

        return chosen;
    }

    /// <summary>New and held choices, best first; a detection that is in both has the better score.</summary>
    private static List<Choice> Pool(List<Choice> chosen, Holding? held)
    {
        foreach (var choice in held?.Kept ?? [])
            if (chosen.FindIndex(c => c.Detection == choice.Detection) is >= 0 and var same)
                chosen[same] = chosen[same] with { Score = Math.Max(choice.Score, chosen[same].Score) };
            else
                chosen.Add(choice);
        // Scores are probabilities: the published sentinel of score 0 stops what is not above it.
        return [.. chosen.Where(c => held is not null || c.Score > 0).OrderByDescending(c => c.Score).Take(MostPooled)];
    }

    private static List<Choice> Keep(List<Choice> pool, Cellect2025Groups groups, float reach)
    {
        var kept = new List<Choice>(MostKept);
        foreach (var choice in pool)
            if (kept.Count < MostKept && choice.Distance < reach && !kept.Exists(k => groups.All[k.Detection].Contains(choice.Detection)))
                kept.Add(choice);
        return kept;
    }

    private IEnumerable<Choice> Decide(Holding holding)
    {
        var kept = holding.Kept;
        if (kept.Count > 0 && kept[0].Score > LeastFirst)
            yield return kept[0];
        if (options.Divisions && kept.Count > 1 && IsDivision(kept[0], kept[1], holding))
            yield return kept[1];
    }

    private static bool IsDivision(Choice first, Choice second, Holding holding) =>
        holding.Quality > SureDivision
        || (
            second.Score > LeastSecond
            && holding.Quality > LikelyDivision
            && MathF.Abs(second.Distance - first.Distance) < DivisionReach * holding.Size
        );
}
