namespace Cellect.Data.Recordings;

/// <summary>Names of the tables of the analysis, which lie beside <c>tracks.csv</c>. They follow from the recording: <c>cellect analyse</c>
/// makes them anew. The columns: docs/analysis.md.</summary>
internal static class BiologyFiles
{
    public const string Motility = "motility.csv";
    public const string Divisions = "divisions.csv";
    public const string Proliferation = "proliferation.csv";

    public const string Traces = "traces.csv";

    /// <summary>The regions that were counted, as they were when the series began.</summary>
    public const string Regions = "regions.json";

    public static IReadOnlyList<string> Tables { get; } = [Motility, Divisions, Proliferation, Traces];

    /// <summary>Cuts a row that a crash has torn off the end of each table.</summary>
    public static void Repair(string directory)
    {
        foreach (var table in Tables)
            CutTornRow(Path.Combine(directory, table));
    }

    private static void CutTornRow(string path)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var end = file.Length;
        while (end > 0 && ByteAt(file, end - 1) != '\n')
            end--;
        if (end < file.Length)
            file.SetLength(end);
    }

    private static int ByteAt(FileStream file, long at)
    {
        file.Seek(at, SeekOrigin.Begin);
        return file.ReadByte();
    }
}
