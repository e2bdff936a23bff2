using Cellect.Analysis.Tables;
using Cellect.Data.Recordings;
using Cellect.Data.Regions;

namespace Cellect.Live.Biology;

/// <summary>What of the analysis lies beside a recording.</summary>
internal sealed class BiologyDisk : IDisposable
{
    private BiologyDisk(string folder, BiologyWriter tables) => (Folder, Tables) = (folder, tables);

    /// <summary>Folder of the recording.</summary>
    public string Folder { get; }

    /// <summary>The tables, open for writing.</summary>
    public BiologyWriter Tables { get; }

    /// <summary>Opens new tables, and keeps the regions that are counted, so that the same can be counted afterwards.</summary>
    /// <exception cref="IOException">The folder cannot be written, or has such tables.</exception>
    public static BiologyDisk Open(string folder, IReadOnlyList<Region> regions, bool traces, bool interactions)
    {
        if (regions.Count > 0)
            RegionFile.Write(Path.Combine(folder, BiologyFiles.Regions), regions);
        return new BiologyDisk(folder, new BiologyWriter(folder, FileMode.CreateNew, traces, interactions));
    }

    /// <summary>Goes on with the tables of a recording that a crash cut short; those but the traces begin anew.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static BiologyDisk GoOn(string folder, int lastT, bool traces, bool interactions) =>
        new(folder, BiologyWriter.GoOn(folder, lastT, traces, interactions));

    public void Dispose() => Tables.Dispose();
}
