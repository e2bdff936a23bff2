using Cellect.Data.Csv;
using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>Checks that each label is in the masks of all its frames and in no others.</summary>
internal static class CtcPresence
{
    public static void Check(string trackFile, IReadOnlyList<CtcTrack> tracks, IReadOnlyList<int[]> labels, Func<int, string> mask)
    {
        var byLabel = tracks.ToDictionary(track => track.Label);
        for (var frame = 0; frame < labels.Count; frame++)
        {
            foreach (var label in labels[frame])
            {
                if (!byLabel.TryGetValue(label, out var track))
                    throw new InvalidInputException($"{mask(frame)}: label {label} is not in {trackFile}");
                if (frame < track.Begin || frame > track.End)
                    throw Bad(track, $"label {label} lives in frames {track.Begin} to {track.End}, but is in {mask(frame)} too");
            }
        }
        foreach (var track in tracks)
            for (var frame = track.Begin; frame <= track.End; frame++)
                if (Array.BinarySearch(labels[frame], track.Label) < 0)
                    throw Bad(
                        track,
                        $"label {track.Label} is missing in {mask(frame)}; after a gap use a new label with the old one as its parent"
                    );

        InvalidInputException Bad(CtcTrack track, string what) => new($"{trackFile}, line {track.Line}: {what}");
    }
}
