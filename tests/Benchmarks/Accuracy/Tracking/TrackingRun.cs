using Cellect.Analysis.Graphs;
using Cellect.Benchmarks.Accuracy.Report;
using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Volumes;
using Cellect.Live.Commands;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Tracking;

/// <summary>Tracks a specimen volume by volume; no more than one volume is held at a time, beside what the method keeps.</summary>
internal static class TrackingRun
{
    /// <summary>What else is to be seen of a frame; the volume is only lent.</summary>
    internal delegate void Observer(Volume volume, DetectedFrame frame, LinkedCell[] cells, DivisionEvent[] divisions);

    /// <summary>Tracks all volumes.</summary>
    /// <param name="specimen">The volumes.</param>
    /// <param name="method">What tracks them.</param>
    /// <param name="pictures">Folder for pictures of the first, the middle and the last volume; null: none.</param>
    /// <param name="observer">Called after each volume.</param>
    public static async Task<TrackGraph> RunAsync(
        ISpecimen specimen,
        ITrackingMethod method,
        string? pictures = null,
        Observer? observer = null
    )
    {
        var points = new List<TrackPoint>();
        await Progress.ShowAsync(specimen.Name, specimen.Frames, advance => Task.Run(() =>
            {
                var pool = new VolumePool();
                foreach (var volume in specimen.Read(pool))
                    using (volume)
                    {
                        var (frame, cells, divisions) = method.Track(volume);
                        foreach (var cell in cells)
                            points.Add(Point(volume.Header.T, cell, frame.Cells[cell.Detection]));
                        Show(pictures, specimen, volume);
                        observer?.Invoke(volume, frame, cells, divisions);
                        advance(volume.Header.T);
                    }
            }));
        return TrackGraph.FromTracks(points);
    }

    private static void Show(string? pictures, ISpecimen specimen, Volume volume)
    {
        var t = volume.Header.T;
        if (pictures is not null && (t == 0 || t == specimen.Frames / 2 || t == specimen.Frames - 1))
            Projection.Write(Path.Combine(pictures, $"{specimen.Name}-t{t:D3}.png"), volume);
    }

    private static TrackPoint Point(int t, LinkedCell cell, Detection found) => new(t, cell.Track, cell.Parent, found.Z, found.Y, found.X);
}
