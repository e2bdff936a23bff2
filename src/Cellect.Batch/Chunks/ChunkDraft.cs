using System.Security.Cryptography;
using Cellect.Batch.Plans;

namespace Cellect.Batch.Chunks;

/// <summary>
/// The file of a chunk while it is being written. Each worker has its own; one that follows a dead worker copies the whole records that
/// this one left and goes on behind them, so that a worker that is not dead after all never writes into another's file.
/// </summary>
internal sealed class ChunkDraft : IDisposable
{
    private readonly PlanFolder _folder;
    private readonly int _chunk;
    private readonly string _path;
    private readonly FileStream _file;

    /// <param name="folder">The plan's.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="chunk">The chunk, which must have been claimed.</param>
    public ChunkDraft(PlanFolder folder, BatchPlan plan, PlannedChunk chunk)
    {
        (_folder, _chunk) = (folder, chunk.Index);
        _path = Path.Combine(folder.Parts, $"{PlanFolder.Name(_chunk)}~{ChunkClaim.Own}");
        _file = new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _file.Write(ChunkFile.Head(plan, _chunk));
        Next = chunk.From;
        Adopt(plan, chunk);
    }

    /// <summary>First time point that is not in it.</summary>
    public int Next { get; private set; }

    /// <summary>Cells in it.</summary>
    public long Cells { get; private set; }

    /// <summary>Adds a time point.</summary>
    public void Append(ChunkFrame frame)
    {
        ChunkFile.Append(_file, frame);
        (Next, Cells) = (frame.T + 1, Cells + frame.Cells.Length);
    }

    /// <summary>The chunk is whole: its file appears under its name.</summary>
    /// <returns>Its hash.</returns>
    public string Finish()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        string hash;
        using (var read = File.OpenRead(_path))
            hash = Convert.ToHexStringLower(SHA256.HashData(read));
        File.Move(_path, _folder.CellsOf(_chunk), overwrite: true);
        foreach (var left in Others())
            File.Delete(left);
        return hash;
    }

    private string[] Others() =>
        [
            .. Directory
                .EnumerateFiles(_folder.Parts, PlanFolder.Name(_chunk) + "~*")
                .Where(file => Path.GetFullPath(file) != Path.GetFullPath(_path)),
        ];

    private void Adopt(BatchPlan plan, PlannedChunk chunk)
    {
        // A worker that died before it could report left its file under the final name.
        if (
            Others().Append(_folder.CellsOf(_chunk)).Where(File.Exists).MaxBy(file => new FileInfo(file).Length) is not { } left
            || ChunkFile.Open(left, plan, _chunk) is not { } file
        )
            return;
        using (file)
            while (Next < chunk.To && ChunkFile.Read(file) is { } frame && frame.T == Next)
                Append(frame);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
