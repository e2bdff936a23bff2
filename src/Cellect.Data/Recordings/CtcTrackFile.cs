namespace Cellect.Data.Recordings;

/// <summary><c>res_track.txt</c>: a line <c>label begin end parent</c> for each label of the masks.</summary>
internal static class CtcTrackFile
{
    public const string FileName = "res_track.txt";

    /// <summary>Writes the file beside <paramref name="path"/>; <see cref="Publish"/> puts it in its place.</summary>
    public static void Prepare(string path, CtcLabels labels)
    {
        using var writer = new StreamWriter(Unfinished(path));
        for (var label = 1; label <= CtcLabels.MaxLabel; label++)
            if (labels[label] is { } track)
                writer.Write($"{label} {track.Begin} {track.End} {track.Parent}\n");
    }

    /// <summary>Replaces the file in one step.</summary>
    /// <exception cref="IOException">Somebody has the file open (Windows).</exception>
    public static void Publish(string path) => File.Move(Unfinished(path), path, overwrite: true);

    private static string Unfinished(string path) => path + ".part";
}
