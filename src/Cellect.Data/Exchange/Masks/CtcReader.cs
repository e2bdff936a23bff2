using System.Globalization;
using System.Text.RegularExpressions;
using Cellect.Data.Csv;
using Cellect.Data.Ctc;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.Masks;

/// <summary>Reads a result or a truth of the Cell Tracking Challenge: a cell is where the middle of its label is.</summary>
internal static partial class CtcReader
{
    private const string TruthFile = "man_track.txt";

    /// <summary>The folder of the masks; null where there is none. A folder that holds a <c>01_RES</c> is one as well.</summary>
    public static string? Find(string path) =>
        new[] { path, Path.Combine(path, "01_RES"), Path.Combine(path, "TRA") }.FirstOrDefault(folder => TrackFile(folder) is not null);

    /// <summary>Reads the tracks.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="voxel">Extent of a voxel, where the masks do not say it.</param>
    /// <exception cref="InvalidInputException">Not such a folder, or a file in it is wrong.</exception>
    public static TrackSet Read(string path, VoxelSize? voxel)
    {
        var folder = Find(path) ?? throw new InvalidInputException($"{path}: no {CtcTrackFile.FileName} or {TruthFile} in it");
        var masks = Masks(folder);
        if (masks.Count == 0)
            throw new InvalidInputException($"{folder}: no masks (mask000.tif, man_track000.tif)");
        var described = Described.Beside(path) ?? Described.Beside(folder);
        var size = voxel ?? Voxel(masks[0].Path) ?? Described.Voxel(described) ?? throw Described.NoVoxel(folder);
        var lines = CtcTrackFile.Read(TrackFile(folder)!, masks[^1].T + 1);
        var cells = new List<ReadCell>();
        foreach (var (file, t) in masks)
            cells.AddRange(Cells(file, t, size));
        var tracks = new TrackAssembler(cells, i => $"{folder}: label {cells[i].Track} in time point {cells[i].T}");
        Link(folder, tracks, cells, lines);
        return Described.Tracks(path, tracks.Build(), size, described);
    }

    private static string? TrackFile(string folder) =>
        new[] { CtcTrackFile.FileName, TruthFile }.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static VoxelSize? Voxel(string mask)
    {
        using var tiff = new TiffFile(mask);
        return TiffCalibration.Of(tiff).VoxelMicrometres;
    }

    private static List<(string Path, int T)> Masks(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*.tif")
                .Select(path => (Path: path, Match: MaskName().Match(Path.GetFileName(path))))
                .Where(file => file.Match.Success)
                .Select(file => (file.Path, int.Parse(file.Match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)))
                .OrderBy(file => file.Item2),
        ];

    private static List<ReadCell> Cells(string path, int t, VoxelSize voxel)
    {
        var image = LabelImage.Read(path);
        var sums = new SortedDictionary<ushort, (long Count, long Z, long Y, long X)>();
        for (var z = 0; z < image.Depth; z++)
        for (var y = 0; y < image.Height; y++)
        for (var x = 0; x < image.Width; x++)
            if (image.Labels[((z * image.Height) + y) * image.Width + x] is > 0 and var label)
            {
                var sum = sums.GetValueOrDefault(label);
                sums[label] = (sum.Count + 1, sum.Z + z, sum.Y + y, sum.X + x);
            }

        return
        [
            .. sums.Select(sum => new ReadCell(
                t,
                (float)((double)sum.Value.Z / sum.Value.Count),
                (float)((double)sum.Value.Y / sum.Value.Count),
                (float)((double)sum.Value.X / sum.Value.Count),
                sum.Key
            )
            {
                // Of the ball that is as large, in voxels of x.
                Radius = (float)(Math.Cbrt(sum.Value.Count * voxel.Z * voxel.Y * voxel.X * 3 / (4 * Math.PI)) / voxel.X),
            }),
        ];
    }

    private static void Link(string folder, TrackAssembler tracks, List<ReadCell> cells, IReadOnlyList<CtcTrack> lines)
    {
        var parents = lines.ToDictionary(line => line.Label, line => line.Parent);
        var last = new Dictionary<int, int>();
        for (var i = 0; i < cells.Count; i++)
        {
            var label = cells[i].Track;
            if (!parents.TryGetValue(label, out var parent))
                throw new InvalidInputException(
                    $"{folder}: label {label} is in the mask of time point {cells[i].T}, but not in the track file"
                );
            if (last.TryGetValue(label, out var before) || (parent != 0 && last.TryGetValue(parent, out before)))
                tracks.Link(before, i);
            last[label] = i;
        }
    }

    [GeneratedRegex(@"^(?:mask|man_track)([0-9]{1,9})\.tif$")]
    private static partial Regex MaskName();
}
