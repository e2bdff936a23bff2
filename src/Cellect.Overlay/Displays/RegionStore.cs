using System.Collections.Immutable;
using System.Globalization;
using Cellect.Data.Regions;
using Cellect.Overlay.Scenes;

namespace Cellect.Overlay.Displays;

/// <summary>The regions of a file. A file that cannot be read is never written over.</summary>
internal sealed class RegionStore
{
    private readonly string _path;
    private readonly string? _unreadable;

    /// <summary>Reads the file; there need not be one.</summary>
    public RegionStore(string path)
    {
        _path = path;
        try
        {
            Regions = File.Exists(path) ? [.. RegionFile.Read(path)] : [];
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _unreadable = problem.Message;
        }
    }

    /// <summary>All regions; a new array after each change.</summary>
    public ImmutableArray<Region> Regions { get; private set; } = [];

    /// <summary>Why the file could not be read; null when it could.</summary>
    public string? Problem => _unreadable;

    /// <summary>Adds a region under the first free name.</summary>
    /// <returns>Its index.</returns>
    public int Add(in RegionShape shape, string kind, RegionScene frame)
    {
        var number = 1;
        while (Regions.Any(region => region.Name.Equals(Name(kind, number), StringComparison.OrdinalIgnoreCase)))
            number++;
        Regions = Regions.Add(shape.Named(Name(kind, number), frame));
        return Regions.Length - 1;
    }

    /// <summary>Replaces a region; one that the file could not hold is passed over.</summary>
    public void Put(int index, Region region)
    {
        if (region.Mistake() is null)
            Regions = Regions.SetItem(index, region);
    }

    /// <summary>Gives a region another name.</summary>
    /// <returns>Null, or why it cannot have that name.</returns>
    public string? Rename(int index, string name)
    {
        var renamed = Regions[index] with { Name = name.Trim() };
        if (Regions.Where((_, i) => i != index).Any(region => region.Name.Equals(renamed.Name, StringComparison.OrdinalIgnoreCase)))
            return $"there is a region '{renamed.Name}' already";
        if (renamed.Mistake() is { } mistake)
            return mistake;
        Regions = Regions.SetItem(index, renamed);
        return null;
    }

    /// <summary>Puts all regions back as they were.</summary>
    public void PutBack(ImmutableArray<Region> regions) => Regions = regions;

    /// <summary>Removes a region.</summary>
    public void Remove(int index) => Regions = Regions.RemoveAt(index);

    /// <summary>Writes the file as a whole.</summary>
    /// <returns>Null, or why it could not be written.</returns>
    public string? Save()
    {
        if (_unreadable is not null)
            return $"not saved: {_unreadable}";
        try
        {
            RegionFile.Write(_path, Regions);
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"not saved: {problem.Message}";
        }
    }

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind} {number}");
}
