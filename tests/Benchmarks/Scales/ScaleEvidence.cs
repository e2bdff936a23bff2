using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Scales;

/// <summary>What each scale has to say for itself on a real volume, and what is found at it.</summary>
internal static class ScaleEvidence
{
    /// <summary>Prints a row for each scale that the search looks at, the chosen one marked.</summary>
    public static void Print(IDetector detector, ISpecimen specimen, int frame)
    {
        using var volume = Nth(specimen, frame);
        using var prepared = Prepared(volume);
        using var views = new ScaleViews(prepared, upsideDown: false);
        var search = new ScaleSearch(detector);
        search.Begin(views, prepared.Geometry.Anisotropy);
        Console.WriteLine(
            $"{specimen.Name}, frame {frame}, {volume.Header.Shape}\n| columns, slices | F1 | cells | score | radius | "
                + $"worth |\n|---|---|---|---|---|---|"
        );
        foreach (var (sampling, trial) in search.Evidence.OrderBy(e => e.Sampling.Axial).ThenBy(e => e.Sampling.Lateral))
        {
            var found = detector.Detect(sampling == Sampling.Source ? prepared : prepared.At(sampling), null);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {sampling.Columns:0.00}, "
                        + $"{sampling.Slices(prepared.Geometry.Anisotropy):0.0}{(sampling == search.Best ? " chosen" : "")} | "
                        + $"{F1(specimen, found, frame):0.000} | {trial.Cells:0.0} | {trial.MeanScore:0.0000} | "
                        + $"{trial.MedianRadius:0.00} | "
                        + $"{trial.Worth:0.0000} |"
                )
            );
        }
    }

    /// <summary>A volume as the network sees it.</summary>
    public static PreparedVolume Prepared(Volume volume)
    {
        var voxel = volume.Header.VoxelMicrometres;
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        return volume.Header.Type switch
        {
            VoxelType.UInt8 => PreparedVolume.From(volume.AsTensor<byte>(), geometry),
            VoxelType.UInt16 => PreparedVolume.From(volume.AsTensor<ushort>(), geometry),
            _ => PreparedVolume.From(volume.AsTensor<float>(), geometry),
        };
    }

    private static Volume Nth(ISpecimen specimen, int frame)
    {
        foreach (var volume in specimen.Read(new VolumePool()))
        {
            if (volume.Header.T == frame)
                return volume;
            volume.Dispose();
        }

        throw new InvalidOperationException($"{specimen.Name} has no frame {frame}");
    }

    private static double F1(ISpecimen specimen, DetectedFrame found, int frame)
    {
        var result = TrackGraph.FromNodes(found.Cells.Select((c, i) => new TrackNode(0, c.Z, c.Y, c.X, i, -1)));
        var truth = specimen.Truth;
        var cells = TrackGraph.FromNodes(
            Enumerable
                .Range(0, truth.NodeCount)
                .Where(node => truth.Frame(node) == frame)
                .Select(node =>
                {
                    var (z, y, x) = truth.Position(node);
                    return new TrackNode(0, z, y, x, truth.Id(node), -1);
                })
        );
        var match = specimen.Match;
        var matching = PointMatching.Match(
            cells,
            result,
            new PointMatchOptions
            {
                ScaleZ = match.ScaleZ,
                ScaleY = match.ScaleY,
                ScaleX = match.ScaleX,
                MaxDistance = match.MaxDistance,
                Ignored = [.. match.Ignored.Where(place => place.T == frame).Select(place => place with { T = 0 })],
            }
        );
        return 2.0 * matching.Count / (cells.NodeCount + result.NodeCount - matching.IgnoredCount);
    }
}
