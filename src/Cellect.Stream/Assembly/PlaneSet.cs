using System.Collections;

namespace Cellect.Stream.Assembly;

/// <summary>Which z slices of a volume are there: one bit each.</summary>
internal sealed class PlaneSet(int planes)
{
    private readonly BitArray _present = new(planes);

    public int Missing { get; private set; } = planes;

    public int Count => _present.Length;

    public bool Contains(int z) => _present[z];

    /// <summary>The slices that are not there, ascending.</summary>
    public int[] Absent()
    {
        var absent = new List<int>(Missing);
        for (var z = 0; z < Count; z++)
            if (!_present[z])
                absent.Add(z);
        return [.. absent];
    }

    public void Add(int z)
    {
        if (_present[z])
            return;
        _present[z] = true;
        Missing--;
    }
}
