using System.Numerics.Tensors;
using Cellect.Analysis.Graphs;
using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Accuracy.Ablation;

/// <summary>Merges and links frames that were detected before, by the model's own path.</summary>
internal static class SeriesLinking
{
    /// <param name="frames">What was detected.</param>
    /// <param name="matcher">Matching networks; not owned.</param>
    /// <param name="minScore">Lowest score with which a track begins.</param>
    public static TrackGraph Run(DetectedFrame[] frames, ICellMatcher matcher, float minScore)
    {
        using var tracking = new LiveTracking(new Playback(frames), new StandInMatcher(matcher), new LinkerOptions(), minScore: minScore);
        var points = new List<TrackPoint>();
        for (var t = 0; t < frames.Length; t++)
        {
            var frame = tracking.Detect(Blank(frames[t].Foreground!), frames[t].Geometry);
            foreach (var cell in tracking.Link(frame, 1).Cells)
            {
                var at = frame.Cells[cell.Detection];
                points.Add(new TrackPoint(t, cell.Track, cell.Parent, at.Z, at.Y, at.X));
            }
        }

        return TrackGraph.FromTracks(points);
    }

    /// <summary>Stands for the volume, of which linking wants the extents alone.</summary>
    private static ReadOnlyTensorSpan<byte> Blank(Foreground map)
    {
        int height = map.Height * map.LateralStride,
            width = map.Width * map.LateralStride;
        return new ReadOnlyTensorSpan<byte>(new byte[map.Depth * height * width], [map.Depth, height, width]);
    }

    private sealed class Playback(DetectedFrame[] frames) : IDetector
    {
        private int _next;

        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous) => frames[_next++];

        public void Dispose() { }
    }
}
