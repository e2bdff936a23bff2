namespace Cellect.Analysis.Graphs;

/// <summary>Where each frame begins in a list of nodes that is sorted by frame.</summary>
internal static class FrameIndex
{
    public static int[] Starts(int[] frames)
    {
        if (frames.Length == 0)
            return [0];
        var starts = new int[frames[^1] - frames[0] + 2];
        foreach (var frame in frames)
            starts[frame - frames[0] + 1]++;
        for (var i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];
        return starts;
    }

    public static Range Nodes(int[] starts, int frame) => frame < 0 || frame >= starts.Length - 1 ? 0..0 : starts[frame]..starts[frame + 1];
}
