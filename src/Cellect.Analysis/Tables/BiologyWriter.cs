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
    private readonly CsvLine _csv = new();
    private readonly FileStream[] _files;
    private readonly InteractionWriter? _interactions;

    /// <summary>Begins the tables.</summary>
    /// <param name="directory">Where to; must be there.</param>
    /// <param name="mode"><see cref="FileMode.CreateNew"/> leaves tables that are there alone; <see cref="FileMode.Create"/> replaces
    /// them.</param>
    /// <param name="traces">Whether there is a table of traces.</param>
    /// <param name="interactions">Whether there are tables of what goes on between populations.</param>
    /// <exception cref="IOException">They cannot be written, or are there.</exception>
    public BiologyWriter(string directory, FileMode mode, bool traces, bool interactions)
        : this(directory, mode, traces ? mode : null, interactions) { }

    private BiologyWriter(string directory, FileMode mode, FileMode? traces, bool interactions)
    {
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

            _interactions = interactions ? new InteractionWriter(directory, mode) : null;
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
    /// <param name="lastT">The last time point recorded.</param>
    /// <param name="traces">Whether there is a table of traces.</param>
    /// <param name="interactions">Whether there are tables of what goes on between populations.</param>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static BiologyWriter GoOn(string directory, int lastT, bool traces, bool interactions)
    {
        BiologyFiles.CutTraces(directory, lastT);
        return new BiologyWriter(directory, FileMode.Create, traces ? FileMode.Append : null, interactions);
    }

    /// <summary>Writes what a frame adds.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(AnalysedFrame frame)
    {
        var (population, biology) = (frame.Population, frame.Biology);
        Write(population, biology.Ended);
        foreach (var row in biology.Divisions)
            BiologyTables.Append(_csv, population, row);
        Flush(1);
        foreach (var row in biology.Parts)
            BiologyTables.Append(_csv, population, row);
        Flush(2);
        foreach (var row in biology.Traces)
            BiologyTables.Append(_csv, population, row);
        Flush(3);
        foreach (var point in frame.Interactions)
            _interactions?.Write(point);
    }

    /// <summary>Writes what the end of the series adds.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(AnalysedEnd end)
    {
        foreach (var (population, tracks) in end.Unfinished)
            Write(population, tracks);
        foreach (var point in end.Interactions)
            _interactions?.Write(point);
        _interactions?.Write(end.Curves);
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file?.Dispose();
        _interactions?.Dispose();
    }

    private void Write(int population, IReadOnlyList<EndedTrack> ended)
    {
        foreach (var track in ended)
            BiologyTables.Append(_csv, population, track);
        Flush(0);
    }

    private void Flush(int table)
    {
        if (_csv.Written.Length > 0)
            _files[table].Write(_csv.Written);
        _csv.Clear();
    }
}
