using System.Globalization;
using Cellect.Data.Csv;

namespace Cellect.Data.Ctc;

/// <summary><c>res_track.txt</c> or <c>man_track.txt</c>: a line <c>label begin end parent</c> for each label of the masks.</summary>
public static class CtcTrackFile
{
    /// <summary>Name of the file of a result.</summary>
    public const string FileName = "res_track.txt";

    /// <summary>Writes the tracks beside <paramref name="path"/>; <see cref="Publish"/> puts them in its place.</summary>
    internal static void Prepare(string path, IEnumerable<CtcTrack> tracks)
    {
        using var writer = new StreamWriter(Unfinished(path));
        foreach (var track in tracks)
            writer.Write($"{track.Label} {track.Begin} {track.End} {track.Parent}\n");
    }

    /// <summary>Replaces the file in one step.</summary>
    /// <exception cref="IOException">Somebody has the file open (Windows).</exception>
    internal static void Publish(string path) => File.Move(Unfinished(path), path, overwrite: true);

    /// <summary>Reads all tracks, in the order of the file, and refuses what the official tools refuse.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frames">Number of frames of the sequence.</param>
    /// <exception cref="InvalidInputException">A line that is wrong; the message names it.</exception>
    public static IReadOnlyList<CtcTrack> Read(string path, int frames)
    {
        if (!File.Exists(path))
            throw new InvalidInputException($"{path}: no such file");
        var tracks = new List<CtcTrack>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (!string.IsNullOrWhiteSpace(text))
                tracks.Add(Parse(path, line, text));
        }
        if (tracks.Count == 0)
            throw new InvalidInputException($"{path}: no tracks; each line is 'label first last parent'");
        Check(path, tracks, frames);
        return tracks;
    }

    private static string Unfinished(string path) => path + ".part";

    private static CtcTrack Parse(string path, int line, string text)
    {
        var fields = text.TrimEnd().Split(' ');
        if (
            fields.Length != 4
            || !Array.TrueForAll(fields, field => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        )
            throw new InvalidInputException(
                $"{path}, line {line}: '{text}' is not four whole numbers 'label first last parent' with single spaces"
            );
        var n = Array.ConvertAll(fields, field => int.Parse(field, CultureInfo.InvariantCulture));
        return new CtcTrack(n[0], n[1], n[2], n[3], line);
    }

    private static void Check(string path, List<CtcTrack> tracks, int frames)
    {
        var byLabel = new Dictionary<int, CtcTrack>();
        foreach (var track in tracks)
        {
            if (track.Label is < 1 or > ushort.MaxValue)
                throw Bad(track, $"label {track.Label} is not in 1 to {ushort.MaxValue}");
            if (track.End < track.Begin)
                throw Bad(track, $"label {track.Label} ends in frame {track.End}, before it begins in frame {track.Begin}");
            if (track.End >= frames)
                throw Bad(track, $"label {track.Label} ends in frame {track.End}, but the reference has frames 0 to {frames - 1}");
            if (!byLabel.TryAdd(track.Label, track))
                throw Bad(track, $"label {track.Label} is already in line {byLabel[track.Label].Line}");
        }
        foreach (var track in tracks)
        {
            if (track.Parent == 0)
                continue;
            if (!byLabel.TryGetValue(track.Parent, out var parent))
                throw Bad(track, $"parent {track.Parent} of label {track.Label} is no label of this file");
            if (parent.End >= track.Begin)
                throw Bad(
                    track,
                    $"parent {track.Parent} ends in frame {parent.End}, not before its child {track.Label} begins in frame {track.Begin}"
                );
        }

        InvalidInputException Bad(CtcTrack track, string what) => new($"{path}, line {track.Line}: {what}");
    }
}
