namespace Cellect.Model.Linking.Cellect2025;

/// <summary>
/// The detections of one frame that are one cell (cellect-reference.md §6.1). Not transitive and dependent on the order of detection, as
/// published.
/// </summary>
internal sealed class Cellect2025Groups
{
    private const int Consulted = 4;
    private const float AnyScore = 0.5f,
        SureScore = 0.9999f,
        LikelyScore = 0.6f,
        LeastReach = 5,
        ReachInSizes = 0.6f;

    private Cellect2025Groups(int[][] all, List<Group> groups, int[] anchorOf)
    {
        (All, Groups, AnchorOf) = (all, groups, anchorOf);
        Cells = [.. groups.Select(g => g.Anchor).Distinct()];
    }

    /// <summary>A group that stands for a cell.</summary>
    /// <param name="Key">The detection whose group it is.</param>
    /// <param name="Members">Detections, the key among them.</param>
    /// <param name="Anchor">The detection by which the cell is known.</param>
    internal sealed record Group(int Key, int[] Members, int Anchor);

    /// <summary>For each detection those that it takes for itself, itself among them, whether it stands for a cell or not.</summary>
    public int[][] All { get; }

    /// <summary>Those that stand for a cell.</summary>
    public List<Group> Groups { get; }

    /// <summary>For each detection the one by which its cell is known; -1 where it belongs to none.</summary>
    public int[] AnchorOf { get; }

    /// <summary>The anchors, each once: the cells of the frame in the order in which they are reported.</summary>
    public int[] Cells { get; }

    /// <summary>Groups the detections of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="matcher">The intra-frame network.</param>
    /// <param name="isFirst">The rule for the first frame of a series, which differs in what a claimed detection may claim.</param>
    public static Cellect2025Groups Of(Cellect2025Frame frame, ICellect2025Matcher matcher, bool isFirst)
    {
        var all = AllGroups(frame, matcher);
        return isFirst ? First(all) : Later(all);
    }

    private static int[][] AllGroups(Cellect2025Frame frame, ICellect2025Matcher matcher)
    {
        var all = new int[frame.Count][];
        for (var i = 0; i < all.Length; i++)
            all[i] = [i];
        if (frame.Count < 2)
            return all;
        var features = Cellect2025Features.Within(frame, matcher.Candidates);
        var scores = matcher.Within(features);
        for (var i = 0; i < all.Length; i++)
            all[i] = Members(i, frame[i].Size, features, scores.AsSpan(i * (features.Candidates + 1), features.Candidates));
        return all;
    }

    private static int[] Members(int cell, float size, Cellect2025Features features, ReadOnlySpan<float> scores)
    {
        var members = new List<int> { cell };
        if (!scores.ContainsAnyInRange(MathF.BitIncrement(AnyScore), 1))
            return [cell];
        for (var k = 0; k < Consulted; k++)
        {
            var at = cell * features.Candidates + k;
            var near = features.Distances[at] < Math.Max(LeastReach, ReachInSizes * size);
            if ((scores[k] > SureScore || (scores[k] > LikelyScore && near)) && !members.Contains(features.Index[at]))
                members.Add(features.Index[at]);
        }

        return [.. members];
    }

    /// <summary>Claimed detections do not form groups and claim nothing; a group whose key lies in an earlier one is dropped.</summary>
    private static Cellect2025Groups First(int[][] all)
    {
        var claimed = new bool[all.Length];
        var inKept = new bool[all.Length];
        var anchorOf = NewMap(all.Length);
        var groups = new List<Group>();
        for (var i = 0; i < all.Length; i++)
        {
            if (claimed[i])
                continue;
            foreach (var member in all[i])
                claimed[member] = true;
            if (inKept[i])
                continue;
            var anchor = all[i].Min();
            groups.Add(new Group(i, [.. all[i].Order()], anchor));
            foreach (var member in all[i])
                (inKept[member], anchorOf[member]) = (true, anchor);
        }

        return new Cellect2025Groups(all, groups, anchorOf);
    }

    /// <summary>A detection that no earlier one claims is an anchor; the last anchor that counts a detection among its members has
    /// it.</summary>
    private static Cellect2025Groups Later(int[][] all)
    {
        var claimed = new bool[all.Length];
        var keys = new List<int>();
        for (var i = 0; i < all.Length; i++)
        {
            if (!claimed[i])
                keys.Add(i);
            foreach (var member in all[i])
                claimed[member] = true;
        }

        var anchorOf = NewMap(all.Length);
        foreach (var key in keys)
        foreach (var member in all[key])
            anchorOf[member] = key;
        return new Cellect2025Groups(all, [.. keys.Select(key => new Group(key, all[key], key))], anchorOf);
    }

    private static int[] NewMap(int length)
    {
        var map = new int[length];
        Array.Fill(map, -1);
        return map;
    }
}
