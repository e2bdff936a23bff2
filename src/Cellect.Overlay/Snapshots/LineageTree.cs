namespace Cellect.Overlay.Snapshots;

/// <summary>A family laid out as trees are drawn in the field: time runs down, a division splits a line in two.</summary>
/// <param name="Branches">One for each track.</param>
/// <param name="FirstT">Time point of the top.</param>
/// <param name="LastT">Time point of the bottom.</param>
/// <param name="Leaves">Tracks without daughters: the width.</param>
internal sealed record LineageTree(LineageBranch[] Branches, int FirstT, int LastT, int Leaves)
{
    /// <summary>Most tracks drawn; a larger family is cut there.</summary>
    public const int MostTracks = 300;

    /// <summary>Lays out a family as <see cref="SeriesHistory.FamilyOf"/> gives it; null for none.</summary>
    public static LineageTree? Of(TrackEntry[] family)
    {
        if (family.Length == 0)
            return null;
        var daughters = family.Skip(1).ToLookup(member => member.Parent);
        var branches = new List<LineageBranch>(family.Length);
        var leaves = 0;
        Place(family[0], daughters, branches, ref leaves);
        return new LineageTree([.. branches], family[0].FirstT, family.Max(member => member.LastT), leaves);
    }

    private static float Place(TrackEntry member, ILookup<int, TrackEntry> daughters, List<LineageBranch> branches, ref int leaves)
    {
        var (sum, count) = (0f, 0);
        var (left, right) = (float.NaN, float.NaN);
        foreach (var daughter in daughters[member.Track])
        {
            var place = Place(daughter, daughters, branches, ref leaves);
            (sum, count) = (sum + place, count + 1);
            left = float.IsNaN(left) ? place : left;
            right = place;
        }

        var own = count == 0 ? leaves++ + 0.5f : sum / count;
        branches.Add(new LineageBranch(member.Track, own, member.FirstT, member.LastT, count == 0 ? own : left, count == 0 ? own : right));
        return own;
    }
}

/// <summary>One track in a tree.</summary>
/// <param name="Track">Track id.</param>
/// <param name="Across">Place across, leaves from the left edge.</param>
/// <param name="FirstT">Time point of its top.</param>
/// <param name="LastT">Time point of its bottom.</param>
/// <param name="Left">Place of its first daughter, or its own.</param>
/// <param name="Right">Place of its last daughter, or its own.</param>
internal readonly record struct LineageBranch(int Track, float Across, int FirstT, int LastT, float Left, float Right);
