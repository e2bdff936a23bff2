using Cellect.Analysis.Graphs;
using Cellect.Data.Ctc;
using Cellect.Lab.Evaluation.Ctc;

namespace Cellect.Lab.Tests.Evaluation;

/// <summary>Hand-made challenge sequences: a frame is a line of pixels, a track file is text.</summary>
internal static class CtcCases
{
    public static CtcScore Score(string referenceTracks, ushort[][] reference, string resultTracks, ushort[][] result) =>
        Score(Parse(referenceTracks), reference, Parse(resultTracks), result);

    public static CtcScore Score(
        IReadOnlyList<CtcTrack> referenceTracks,
        ushort[][] reference,
        IReadOnlyList<CtcTrack> resultTracks,
        ushort[][] result
    )
    {
        var frames = reference
            .Zip(result, (a, b) =>
            {
                var overlap = new LabelOverlap();
                overlap.Add(a, b);
                return overlap.Match();
            })
            .ToArray();
        CtcPresence.Check("man_track.txt", referenceTracks, Array.ConvertAll(frames, frame => frame.Reference), frame =>
            $"man_track{frame:D3}.tif"
        );
        CtcPresence.Check("res_track.txt", resultTracks, Array.ConvertAll(frames, frame => frame.Result), frame => $"mask{frame:D3}.tif");
        return CtcScore.Compute(
            new CtcSequence
            {
                Reference = referenceTracks,
                Result = resultTracks,
                Frames = frames,
                Segmentations = frames,
            }
        );
    }

    /// <summary>Two pixels a label and frame, at a place of its own, as <c>Paint("1 0 3 0, 2 1 3 1", 4)</c>.</summary>
    public static ushort[][] Paint(string tracks, int frames) => Paint(Parse(tracks), frames);

    public static ushort[][] Paint(IReadOnlyList<CtcTrack> tracks, int frames, Func<int, int>? placeOf = null)
    {
        var places = tracks.Max(track => placeOf?.Invoke(track.Label) ?? track.Label) + 1;
        var images = Enumerable.Range(0, frames).Select(_ => new ushort[2 * places]).ToArray();
        foreach (var track in tracks)
            for (var t = track.Begin; t <= track.End; t++)
                images[t].AsSpan(2 * (placeOf?.Invoke(track.Label) ?? track.Label), 2).Fill((ushort)track.Label);
        return images;
    }

    public static IReadOnlyList<CtcTrack> Parse(string tracks) =>
        [
            .. tracks
                .Split(',')
                .Select(
                    (line, i) =>
                    {
                        var n = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToArray();
                        return new CtcTrack(n[0], n[1], n[2], n[3], i + 1);
                    }
                ),
        ];

    /// <summary>A random lineage in the form of the challenge; parents have one or two children.</summary>
    public static IReadOnlyList<CtcTrack> FromPoints(IEnumerable<TrackPoint> points) =>
        [
            .. points
                .GroupBy(point => point.Track)
                .Select(
                    (track, i) =>
                        new CtcTrack(
                            (int)track.Key,
                            track.Min(p => p.T),
                            track.Max(p => p.T),
                            (int)Math.Max(0, track.First().Parent),
                            i + 1
                        )
                ),
        ];
}
