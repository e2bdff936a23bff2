using System.Text;
using Cellect.Analysis.Interactions;
using Cellect.Data.Csv;

namespace Cellect.Analysis.Tables;

/// <summary>The tables of what goes on between populations, open for writing; appended to as <see cref="BiologyWriter"/>'s are.</summary>
internal sealed class InteractionWriter : IDisposable
{
    private readonly CsvLine _csv = new();
    private readonly FileStream[] _files = new FileStream[InteractionTables.Headers.Count];

    /// <summary>Begins the tables.</summary>
    /// <param name="directory">Where to; must be there.</param>
    /// <param name="mode"><see cref="FileMode.CreateNew"/> leaves tables that are there alone; <see cref="FileMode.Create"/> replaces
    /// them.</param>
    /// <exception cref="IOException">They cannot be written, or are there.</exception>
    public InteractionWriter(string directory, FileMode mode)
    {
        try
        {
            for (var i = 0; i < _files.Length; i++)
            {
                var (file, header) = InteractionTables.Headers[i];
                _files[i] = new FileStream(Path.Combine(directory, file), mode, FileAccess.Write, FileShare.Read, bufferSize: 0);
                _files[i].Write(Encoding.UTF8.GetBytes(header + "\n"));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Writes what a time point adds.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(InteractionFrame frame)
    {
        foreach (var row in frame.Events)
            InteractionTables.Append(_csv, row);
        Flush(0);
        foreach (var row in frame.States)
            InteractionTables.Append(_csv, row);
        Flush(1);
        Write(frame.Curves);
    }

    /// <summary>Writes distances around events.</summary>
    /// <exception cref="IOException">The disk is full or gone.</exception>
    public void Write(IReadOnlyList<DistanceCurve> curves)
    {
        foreach (var curve in curves)
            InteractionTables.Append(_csv, curve);
        Flush(2);
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
