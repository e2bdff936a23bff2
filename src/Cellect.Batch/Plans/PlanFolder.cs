using System.Globalization;
using System.Text.Json;
using Cellect.Data.Recordings;

namespace Cellect.Batch.Plans;

/// <summary>The folder that workers share: the plan, who is at which chunk, and what has been done.</summary>
/// <param name="path">The folder.</param>
internal sealed class PlanFolder(string path)
{
    private const string PlanName = "plan.json";

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>A file for each chunk that nobody is at.</summary>
    public string Free => System.IO.Path.Combine(path, "free");

    /// <summary>A file for each chunk that somebody is at; its name tells who.</summary>
    public string Taken => System.IO.Path.Combine(path, "taken");

    /// <summary>What is being written.</summary>
    public string Parts => System.IO.Path.Combine(path, "parts");

    /// <summary>What is done.</summary>
    public string Chunks => System.IO.Path.Combine(path, "chunks");

    /// <summary>What is to be known of each volume.</summary>
    public string Survey => System.IO.Path.Combine(path, "survey.csv");

    /// <summary>Name of a chunk in the folders.</summary>
    public static string Name(int chunk) => chunk.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>The cells of a chunk.</summary>
    public string CellsOf(int chunk) => System.IO.Path.Combine(Chunks, Name(chunk) + ".cells");

    /// <summary>What is told of a chunk that is done; where this file is, the chunk is whole.</summary>
    public string ReportOf(int chunk) => System.IO.Path.Combine(Chunks, Name(chunk) + ".json");

    /// <summary>Whether a chunk is done.</summary>
    public bool IsDone(int chunk) => File.Exists(ReportOf(chunk));

    /// <summary>The report of a chunk that is done.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ChunkReport Report(int chunk)
    {
        try
        {
            return JsonSerializer.Deserialize<ChunkReport>(File.ReadAllBytes(ReportOf(chunk)), SessionFile.Json)
                ?? throw new InvalidDataException($"{ReportOf(chunk)}: is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{ReportOf(chunk)}: {e.Message}; delete it and track chunk {chunk} again", e);
        }
    }

    /// <summary>Makes the folder of a plan.</summary>
    /// <exception cref="IOException">It holds one already, or cannot be written.</exception>
    public static PlanFolder Create(string path)
    {
        var folder = new PlanFolder(path);
        if (File.Exists(System.IO.Path.Combine(path, PlanName)))
            throw new IOException($"'{path}' holds a plan already; name another folder, or remove this one with all that was done");
        foreach (var part in new[] { folder.Free, folder.Taken, folder.Parts, folder.Chunks })
            Directory.CreateDirectory(part);
        return folder;
    }

    /// <summary>Writes the plan; workers may begin.</summary>
    public void Publish(BatchPlan plan)
    {
        foreach (var chunk in plan.Chunks)
            File.WriteAllBytes(System.IO.Path.Combine(Free, Name(chunk.Index)), []);
        Replace(System.IO.Path.Combine(path, PlanName), plan.ToJson());
    }

    /// <summary>Reads the plan.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or somebody has changed it.</exception>
    public BatchPlan Read()
    {
        var file = System.IO.Path.Combine(path, PlanName);
        if (!File.Exists(file))
            throw new FileNotFoundException($"'{path}' holds no {PlanName}; make one with cellect plan SOURCE --out {path}");
        BatchPlan plan;
        try
        {
            plan = JsonSerializer.Deserialize<BatchPlan>(File.ReadAllBytes(file), SessionFile.Json)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file}: is no plan ({e.Message})", e);
        }

        return plan.Format == 1 && plan.IsAsMade
            ? plan
            : throw new InvalidDataException(
                $"{file}: has been changed since it was made, or is of another version; what chunks say would not fit together: plan again"
            );
    }

    /// <summary>Replaces a file as a whole.</summary>
    public static void Replace(string file, byte[] content)
    {
        var part = $"{file}.{Environment.MachineName}-{Environment.ProcessId}.part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(part, file, overwrite: true);
    }
}
