using Cellect.Data.Zarr;

namespace Cellect.Data.Exchange.Geff;

/// <summary>The properties of nodes or of edges while they are written.</summary>
/// <param name="group">Folder of the group <c>props</c>.</param>
internal sealed class GeffProperties(string group)
{
    private readonly List<(string Name, string Dtype, string? Unit)> _all = [];

    /// <summary>What has been written: metadata must name exactly these.</summary>
    public IReadOnlyList<(string Name, string Dtype, string? Unit)> All => _all;

    /// <summary>Writes one property.</summary>
    public void Add<T>(string name, ReadOnlySpan<T> values, string? unit = null)
        where T : unmanaged
    {
        ZarrColumn.Write(Path.Combine(ZarrColumn.Group(group, name), "values"), values);
        _all.Add((name, ZarrColumn.Name<T>(), unit));
    }
}
