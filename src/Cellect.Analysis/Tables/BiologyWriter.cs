using System.Text;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Lives;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;

namespace Cellect.Analysis.Tables;

/// <summary>
/// The tables of the analysis, open for writing. They are only ever appended to, and a frame's rows of a table are one write that has
/// reached the operating system when writing it returns: a killed process leaves whole rows and at most one torn one at the end.
/// </summary>
internal sealed class BiologyWriter : IDisposable
{
    private readonly int _population;
    private readonly CsvLine _csv = new();
    private readonly FileStream[] _files;

    /// <summary>Begins the tables.</summary>
    /// <param name="directory">Where to; must be there.</param>
    /// <param name="population">What the column of that name says: the tracked channel.</param>
    /// <param name="mode"><see cref="FileMode.CreateNew"/> leaves tables that are there alone; <see cref="FileMode.Create"/> replaces
    /// them.</param>
    /// <param name="traces">Whether there is a table of traces.</param>
    /// <exception cref="IOException">They cannot be written, or are there.</exception>
    public BiologyWriter(string directory, int population, FileMode mode, bool traces)
        : this(directory, population, mode, traces ? mode : null) { }

    private BiologyWriter(string directory, int population, FileMode mode, FileMode? traces)
    {
        _population = population;
        _files = new FileStream[BiologyTables.Headers.Count - (traces is null ? 1 : 0)];
        try
        {
            for (var i = 0; i < _files.Length; i++)
            {
                var (file, header) = BiologyTables.Headers[i];
                var how = file == BiologyFiles.Traces ? traces!.Value : mode;
                _files[i] = new FileStream(Path.Combine(directory, file), how, FileAccess.Write, FileShare.Read, bufferSize: 0);
                if (_files[i].Position == 0)
                    _files[i].Write(Encoding.UTF8.GetBytes(header + "\n"));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Goes on with the tables of a recording that a crash cut short: the traces, whose volumes are gone, are kept up to a time
    /// point; the other tables begin anew, to be written from the recording.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="population">What the column of that name says: the tracked channel.</param>
    /// <param name="lastT">The last time point recorded.</param>
    /// <param name="traces">Whether there is a table of traces.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static BiologyWriter GoOn(string directory, int population, int lastT, bool traces)
    {
        BiologyFiles.CutTraces(directory, lastT);
        return new BiologyWriter(directory, population, FileMode.Create, traces ? FileMode.Append : null);
    }

    /// <summary>Writes what a frame adds.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(BiologyFrame frame)
    {
        Write(frame.Ended);
        foreach (var row in frame.Divisions)
            BiologyTables.Append(_csv, _population, row);
        Flush(1);
        foreach (var row in frame.Parts)
            BiologyTables.Append(_csv, _population, row);
        Flush(2);
        foreach (var row in frame.Traces)
            BiologyTables.Append(_csv, _population, row);
        Flush(3);
    }

    /// <summary>Writes tracks that have ended.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(IReadOnlyList<EndedTrack> ended)
    {
        foreach (var track in ended)
            BiologyTables.Append(_csv, _population, track);
        Flush(0);
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file?.Dispose();
    }

    private void Flush(int table)
    {
        if (_csv.Written.Length > 0)
            _files[table].Write(_csv.Written);
        _csv.Clear();
    }
}
