using PureHDF;

namespace Cellect.Data.Hdf5;

/// <summary>Numbered groups.</summary>
internal static class HdfNames
{
    /// <summary>How many groups of the name with 0, 1, 2, ... behind it follow one another.</summary>
    public static int Count(IH5Group group, string name)
    {
        var count = 0;
        while (group.LinkExists($"{name}{count}"))
            count++;
        return count;
    }
}
