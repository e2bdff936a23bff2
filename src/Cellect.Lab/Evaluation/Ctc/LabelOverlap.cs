using System.Runtime.InteropServices;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>How many voxels the objects of a reference and a result have, each and in common.</summary>
internal sealed class LabelOverlap
{
    private readonly Dictionary<uint, int> _reference = [];
    private readonly Dictionary<uint, int> _result = [];
    private readonly Dictionary<uint, int> _shared = [];

    public void Add(ReadOnlySpan<ushort> reference, ReadOnlySpan<ushort> result)
    {
        for (var i = 0; i < reference.Length; )
        {
            var (a, b, from) = (reference[i], result[i], i);
            while (++i < reference.Length && reference[i] == a && result[i] == b) { }
            if (a == 0 && b == 0)
                continue;
            if (a != 0)
                Count(_reference, a, i - from);
            if (b != 0)
                Count(_result, b, i - from);
            if (a != 0 && b != 0)
                Count(_shared, (uint)a << 16 | b, i - from);
        }
    }

    /// <summary>Matches a reference object with the result object that covers more than half of it.</summary>
    public CtcFrame Match()
    {
        var matches = _shared.Where(pair => 2L * pair.Value > _reference[pair.Key >> 16]).OrderBy(pair => pair.Key).ToArray();
        return new CtcFrame(
            Labels(_reference),
            Labels(_result),
            Array.ConvertAll(matches, pair => ((int)(pair.Key >> 16), (int)(pair.Key & ushort.MaxValue))),
            matches.Sum(pair => (double)pair.Value / (_reference[pair.Key >> 16] + _result[pair.Key & ushort.MaxValue] - pair.Value))
        );
    }

    /// <summary>The objects that are one: what they share is more than half of the smaller of the two. With their extents in voxels.</summary>
    public IEnumerable<(int Reference, int ReferenceVoxels, int Result, int ResultVoxels)> Same()
    {
        foreach (var (pair, shared) in _shared.OrderBy(pair => pair.Key))
        {
            var (reference, result) = (_reference[pair >> 16], _result[pair & ushort.MaxValue]);
            if (2L * shared > Math.Min(reference, result))
                yield return ((int)(pair >> 16), reference, (int)(pair & ushort.MaxValue), result);
        }
    }

    private static void Count(Dictionary<uint, int> sizes, uint key, int voxels) =>
        CollectionsMarshal.GetValueRefOrAddDefault(sizes, key, out _) += voxels;

    private static int[] Labels(Dictionary<uint, int> sizes) => [.. sizes.Keys.Select(label => (int)label).Order()];
}
