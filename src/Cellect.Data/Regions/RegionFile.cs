using System.Text.Json;

namespace Cellect.Data.Regions;

/// <summary>
/// Regions in a JSON file: <c>{"version":1,"regions":[{"name":"tip","shape":"box","from_um":[z,y,x],"to_um":[z,y,x]},
/// {"name":"core","shape":"cylinder","centre_um":[z,y,x],"radius_um":r,"height_um":h}]}</c>, micrometres of the volume's frame.
/// </summary>
internal static class RegionFile
{
    private const int Version = 1;

    private sealed class Content
    {
        public int Version { get; init; }
        public RegionEntry[]? Regions { get; init; }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not as it should be; the message names it and lists every mistake.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<Region> Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > RegionLimits.MaxFileBytes)
            throw new InvalidDataException($"{path}: {length} bytes; a file of regions has at most {RegionLimits.MaxFileBytes}");
        return Parse(path, File.ReadAllBytes(path));
    }

    /// <summary>Writes a file as a whole, so that there is always one that can be read.</summary>
    /// <exception cref="ArgumentException">A region that the reader would refuse.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<Region> regions)
    {
        var content = new Content { Version = Version, Regions = [.. regions.Select(RegionEntry.Of)] };
        var mistakes = new List<string>();
        Check(content, mistakes);
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes));
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        File.WriteAllBytes(path + ".part", JsonSerializer.SerializeToUtf8Bytes(content, RegionEntry.Json));
        File.Move(path + ".part", path, overwrite: true);
    }

    private static List<Region> Parse(string path, byte[] bytes)
    {
        Content? content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(bytes, RegionEntry.Json);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        var mistakes = new List<string>();
        var regions = Check(content, mistakes);
        return mistakes.Count == 0
            ? regions
            : throw new InvalidDataException(string.Join(Environment.NewLine, mistakes.Select(m => $"{path}: {m}")));
    }

    private static List<Region> Check(Content? content, List<string> mistakes)
    {
        var regions = new List<Region>();
        if (content?.Version != Version)
            mistakes.Add($"version {content?.Version}; this program reads \"version\": {Version}");
        if (content?.Regions is not { } entries)
            mistakes.Add("there is no list \"regions\"");
        else if (entries.Length > RegionLimits.MaxRegions)
            mistakes.Add($"{entries.Length} regions; at most {RegionLimits.MaxRegions}");
        else
            foreach (var (entry, i) in entries.Select((entry, i) => (entry, i)))
                Add(entry, i, regions, mistakes);
        return regions;
    }

    private static void Add(RegionEntry? entry, int index, List<Region> regions, List<string> mistakes)
    {
        var (region, mistake) = entry is null ? (null, "is null") : entry.Read();
        if (region is null)
            mistakes.Add($"region {index}: {mistake}");
        else if (regions.Exists(other => string.Equals(other.Name, region.Name, StringComparison.OrdinalIgnoreCase)))
            mistakes.Add($"region {index}: the name '{region.Name}' is taken; every region needs its own");
        else
            regions.Add(region);
    }
}
