using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Data.Ctc;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Model.Detections;

namespace Cellect.Lab.Training;

/// <summary>
/// Reads annotated cells: a points table (<c>t,z,y,x,id[,parent][,radius]</c>), a result table (<c>t,track,parent,z,y,x[,radius]</c>), a
/// tab-separated track table (<c>t z y x cell_id parent_id track_id radius name div_state</c>), or a Cell Tracking Challenge reference
/// folder. docs/training.md.
/// </summary>
public static class Annotation
{
    private const int LeastTabColumns = 6;

    /// <summary>Reads whichever it is.</summary>
    /// <param name="path">A .csv file, a tab-separated file, or a folder such as <c>01_GT</c> with <c>TRA/man_track.txt</c> in it.</param>
    /// <param name="geometry">Voxel distances, for the radii of masks.</param>
    /// <param name="zScale">What z in the table counts a slice as, above 0: 5 in the published tables, 1 where z is in slices.</param>
    /// <param name="images">Extent of the images, which masks must have too; null: not known.</param>
    /// <exception cref="InvalidInputException">What cannot be read; the message names file, line and value.</exception>
    public static IReadOnlyList<AnnotatedPoint> Read(string path, VoxelGeometry geometry, double zScale = 1, VolumeShape? images = null)
    {
        var points =
            Directory.Exists(path) ? Masks(path, geometry, images)
            : Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? Table(path)
            : Tabs(path);
        Check(path, points);
        return [.. points.Select(p => p with { Z = (float)(p.Z / zScale) })];
    }

    private static List<AnnotatedPoint> Table(string path)
    {
        var csv = new CsvTable(path);
        var nodes = csv.Has("id");
        string[] columns = [.. nodes ? ["t", "z", "y", "x", "id"] : (string[])["t", "z", "y", "x", "track", "parent"]];
        var parent = nodes && csv.Has("parent") ? columns.Length : -1;
        if (parent >= 0)
            columns = [.. columns, "parent"];
        var radius = csv.Has("radius") ? columns.Length : -1;
        if (radius >= 0)
            columns = [.. columns, "radius"];
        var points = csv.Rows(columns)
            .Select(row => new AnnotatedPoint(
                row.Frame(0),
                (float)row.Real(1),
                (float)row.Real(2),
                (float)row.Real(3),
                row.Integer(4),
                nodes
                    ? parent >= 0
                        ? row.Integer(parent)
                        : -1
                    : row.Integer(5),
                radius >= 0 ? (float)row.Real(radius) : 0
            ))
            .ToList();
        return nodes ? points : FromTracks(points);
    }

    private static List<AnnotatedPoint> Tabs(string path)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file or folder");
        var points = new List<AnnotatedPoint>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            var fields = text.Split('\t', StringSplitOptions.TrimEntries);
            if (text.Length == 0 || text[0] == '#' || (line == 1 && fields[0] == "t"))
                continue;
            if (fields.Length < LeastTabColumns)
                throw new InvalidInputException(
                    $"{path}, line {line}: {fields.Length} tab-separated values; at least t z y x cell_id parent_id"
                );
            double Number(int i) =>
                double.TryParse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                    ? value
                    : throw new InvalidInputException($"{path}, line {line}: '{fields[i]}' is not a finite number");
            points.Add(
                new AnnotatedPoint(
                    (int)Number(0),
                    (float)Number(1),
                    (float)Number(2),
                    (float)Number(3),
                    (long)Number(4),
                    (long)Number(5),
                    fields.Length > 7 ? (float)Number(7) : 0
                )
            );
        }

        return points;
    }

    private static List<AnnotatedPoint> Masks(string folder, VoxelGeometry geometry, VolumeShape? images)
    {
        var files = CtcFolder.Reference(Path.Combine(folder, "TRA"));
        var tracks = CtcTrackFile.Read(Path.Combine(folder, "TRA", "man_track.txt"), files.Length).ToDictionary(t => t.Label);
        var points = new List<AnnotatedPoint>();
        for (var t = 0; t < files.Length; t++)
            points.AddRange(
                MaskCentres
                    .Of(Fitting(LabelImage.Read(files[t]), images), geometry)
                    .Select(c => new AnnotatedPoint(
                        t,
                        c.Z,
                        c.Y,
                        c.X,
                        c.Label,
                        tracks.TryGetValue(c.Label, out var track) && track.Parent > 0 ? track.Parent : -1,
                        c.Radius
                    ))
            );
        return FromTracks(points);
    }

    private static LabelImage Fitting(LabelImage mask, VolumeShape? images) =>
        images is not { } shape || (mask.Depth, mask.Height, mask.Width) == (shape.Z, shape.Y, shape.X)
            ? mask
            : throw new InvalidInputException(
                $"{mask.Path}: {mask.Shape} voxels, but the images are {shape.Z}x{shape.Y}x{shape.X} (z, y, x); masks and images must "
                    + "be of the same volume"
            );

    /// <summary>Gives points named by track an id each and the id of the point before.</summary>
    private static List<AnnotatedPoint> FromTracks(List<AnnotatedPoint> points)
    {
        var last = new Dictionary<long, long>();
        var result = new List<AnnotatedPoint>(points.Count);
        foreach (var point in points.OrderBy(p => p.T))
        {
            long id = result.Count;
            var parent = last.TryGetValue(point.Id, out var same) ? same : last.GetValueOrDefault(point.Parent, -1);
            result.Add(point with { Id = id, Parent = parent });
            last[point.Id] = id;
        }

        return result;
    }

    private static void Check(string path, List<AnnotatedPoint> points)
    {
        if (points.Count == 0)
            throw new InvalidInputException($"{path}: no annotated cell");
        var seen = new HashSet<long>();
        foreach (var point in points)
        {
            if (point.T < 0)
                throw new InvalidInputException($"{path}: cell {point.Id} is in frame {point.T}; frames are counted from 0");
            if (!seen.Add(point.Id))
                throw new InvalidInputException($"{path}: id {point.Id} is there twice; every cell of every frame needs its own");
            if (point.Radius is < 0 or > 1000)
                throw new InvalidInputException($"{path}: cell {point.Id} has radius {point.Radius}; 0 (unknown) to 1000 voxels of x");
        }
    }
}
