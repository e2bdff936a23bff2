using System.Text.Json;
using System.Text.Json.Serialization;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Stage;

/// <summary>A fitted map from images to the stage, with its residual and the box of the points that it was fitted to.</summary>
internal sealed record StageCalibration
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
    };

    private const int Version = 1;
    private const long MaxFileBytes = 1 << 20;

    /// <summary>1.</summary>
    public required int V { get; init; }

    /// <summary>[row of the stage (z, y, x)][column of the image (z, y, x, 1)], micrometres.</summary>
    public required double[][] StageFromImage { get; init; }

    /// <summary>Root mean square over the pairs of the distance between where the map puts a point and where it was, micrometres.</summary>
    public required double ResidualUm { get; init; }

    /// <summary>The largest of those distances, micrometres.</summary>
    public required double LargestResidualUm { get; init; }

    /// <summary>How many pairs it was fitted to.</summary>
    public required int Pairs { get; init; }

    /// <summary>Lowest image coordinates among the pairs, micrometres; z, y, x.</summary>
    public required double[] LowUm { get; init; }

    /// <summary>Highest image coordinates among the pairs, micrometres; z, y, x.</summary>
    public required double[] HighUm { get; init; }

    /// <summary>Fits a calibration.</summary>
    /// <exception cref="InvalidDataException">The pairs do not determine one.</exception>
    public static StageCalibration Fit(IReadOnlyList<PointPair> pairs)
    {
        var map = AffineFit.Fit(pairs);
        var distances = pairs.Select(p => Point3.Distance(AffineFit.Apply(map, p.ImageMicrometres), p.StageMicrometres)).ToArray();
        var places = pairs.Select(p => p.ImageMicrometres).ToArray();
        return new StageCalibration
        {
            V = Version,
            StageFromImage = [.. Enumerable.Range(0, 3).Select(row => Enumerable.Range(0, 4).Select(column => map[row, column]).ToArray())],
            ResidualUm = Math.Sqrt(distances.Average(d => d * d)),
            LargestResidualUm = distances.Max(),
            Pairs = pairs.Count,
            LowUm = [places.Min(p => p.Z), places.Min(p => p.Y), places.Min(p => p.X)],
            HighUm = [places.Max(p => p.Z), places.Max(p => p.Y), places.Max(p => p.X)],
        };
    }

    /// <summary>Writes the file.</summary>
    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">Not a calibration; says what is wrong.</exception>
    public static StageCalibration Load(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes } large)
            throw new InvalidDataException($"{path}: {large.Length} bytes; a calibration has at most {MaxFileBytes}");
        try
        {
            var read = JsonSerializer.Deserialize<StageCalibration>(File.ReadAllText(path), Json);
            return read is not null && read.IsWhole()
                ? read
                : throw new InvalidDataException($"{path}: not a calibration of version {Version}; make one with cellect calibrate-stage");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: not a calibration: {e.Message}; make one with cellect calibrate-stage", e);
        }
    }

    /// <summary>Where a place of the images is on the stage.</summary>
    public Point3 Map(Point3 imageMicrometres)
    {
        var map = new double[3, 4];
        for (var row = 0; row < 3; row++)
        for (var column = 0; column < 4; column++)
            map[row, column] = StageFromImage[row][column];
        return AffineFit.Apply(map, imageMicrometres);
    }

    /// <summary>True within the box of the calibrated points, widened by half its extent on every side: beyond, an affine map is a
    /// guess.</summary>
    public bool Covers(Point3 p)
    {
        double[] place = [p.Z, p.Y, p.X];
        for (var axis = 0; axis < 3; axis++)
        {
            var margin = (HighUm[axis] - LowUm[axis]) / 2;
            if (!(place[axis] >= LowUm[axis] - margin && place[axis] <= HighUm[axis] + margin))
                return false;
        }

        return true;
    }

    private bool IsWhole() =>
        V == Version
        && StageFromImage is { Length: 3 }
        && StageFromImage.All(row => row is { Length: 4 } && row.All(double.IsFinite))
        && LowUm is { Length: 3 }
        && HighUm is { Length: 3 }
        && LowUm.Concat(HighUm).All(double.IsFinite)
        && double.IsFinite(ResidualUm)
        && ResidualUm >= 0;
}
