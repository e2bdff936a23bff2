using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Cellect.Live.Tests.Record;

/// <summary>The file rules of the Cell Tracking Challenge, read with another reader than the one that belongs to the writer.</summary>
internal static class CtcValidator
{
    /// <returns>For each time point, the labels in its mask.</returns>
    public static SortedDictionary<int, HashSet<ushort>> Check(string folder)
    {
        var masks = Masks(folder);
        var tracks = Tracks(Path.Combine(folder, "res_track.txt"));
        foreach (var (label, (begin, end, parent)) in tracks)
        {
            Assert.InRange(label, 1, 65535);
            Assert.True(begin <= end, $"label {label} begins at {begin} and ends at {end}");
            if (parent != 0)
                Assert.True(
                    tracks.TryGetValue(parent, out var mother) && mother.End < begin,
                    $"parent {parent} of {label} has not ended before {begin}"
                );
            for (var t = begin; t <= end; t++)
                Assert.True(
                    masks.TryGetValue(t, out var labels) && labels.Contains((ushort)label),
                    $"label {label} ({begin} to {end}) is not in mask {t}"
                );
        }

        foreach (var (t, labels) in masks)
        foreach (var label in labels)
            Assert.True(
                tracks.TryGetValue(label, out var track) && track.Begin <= t && t <= track.End,
                $"label {label} is in mask {t} but res_track.txt does not say so"
            );
        return masks;
    }

    public static Dictionary<int, (int Begin, int End, int Parent)> Tracks(string path)
    {
        var tracks = new Dictionary<int, (int, int, int)>();
        foreach (var line in File.ReadAllLines(path))
        {
            var parts = line.Split(' ').Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(4, parts.Length);
            tracks.Add(parts[0], (parts[1], parts[2], parts[3]));
        }

        return tracks;
    }

    private static SortedDictionary<int, HashSet<ushort>> Masks(string folder)
    {
        var masks = new SortedDictionary<int, HashSet<ushort>>();
        var names = Directory.GetFiles(folder, "*.tif").Select(Path.GetFileNameWithoutExtension).ToList();
        Assert.True(names.Select(name => name!.Length).Distinct().Count() <= 1, "names have different numbers of digits");
        foreach (var name in names)
            masks.Add(
                int.Parse(name!["mask".Length..], CultureInfo.InvariantCulture),
                [.. Voxels(Path.Combine(folder, name + ".tif")).Where(v => v != 0)]
            );
        return masks;
    }

    /// <summary>All voxels of a mask, C order.</summary>
    public static List<ushort> Voxels(string path)
    {
        var voxels = new List<ushort>();
        using var tiff = Tiff.Open(path, "r");
        Assert.NotNull(tiff);
        do
        {
            Assert.Equal(16, tiff.GetField(TiffTag.BITSPERSAMPLE)[0].ToInt());
            var row = new byte[tiff.ScanlineSize()];
            for (var y = 0; y < tiff.GetField(TiffTag.IMAGELENGTH)[0].ToInt(); y++)
            {
                Assert.True(tiff.ReadScanline(row, y));
                for (var x = 0; x < row.Length; x += 2)
                    voxels.Add(BitConverter.ToUInt16(row, x));
            }
        } while (tiff.ReadDirectory());
        return voxels;
    }
}
