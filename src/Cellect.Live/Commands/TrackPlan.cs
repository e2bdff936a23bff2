using System.ComponentModel.DataAnnotations;
using Cellect.Batch.Chunks;
using Cellect.Batch.Plans;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>track --plan PLAN</c>: one chunk of a plan, or whichever are free.</summary>
internal static class TrackPlan
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Does the work.</summary>
    /// <param name="directory">Folder of the plan.</param>
    /// <param name="chunk">The chunk; null: chunks that nobody is at, until there is none.</param>
    /// <param name="cancel">Ends it; what is done so far is kept.</param>
    public static async Task<int> RunAsync(string directory, int? chunk, CancellationToken cancel)
    {
        var folder = new PlanFolder(directory);
        var plan = folder.Read();
        if (chunk is { } wanted && (wanted < 0 || wanted >= plan.Chunks.Count))
            throw new ValidationException($"--chunk {wanted}: the plan has chunks 0 to {plan.Chunks.Count - 1}");
        if (chunk is { } asked && folder.IsDone(asked))
            return Told(asked, folder);
        using var worker = new ChunkWorker(folder, plan) { Progress = Telling() };
        if (chunk is { } one)
            return await OneAsync(worker, folder, plan.Chunks[one], cancel);
        foreach (var free in plan.Chunks)
            if (worker.Run(free, out _, cancel) == ChunkOutcome.Done)
                Told(free.Index, folder);
        return ExitCode.Done;
    }

    private static async Task<int> OneAsync(ChunkWorker worker, PlanFolder folder, PlannedChunk chunk, CancellationToken cancel)
    {
        var told = "";
        Need(chunk);
        while (worker.Run(chunk, out var owner, cancel) == ChunkOutcome.Taken)
        {
            if (owner != told)
                Console.WriteLine($"chunk {chunk.Index}: {owner} is at it; waiting until it is done, or its worker dead");
            told = owner;
            await Task.Delay(Look, cancel);
        }

        return Told(chunk.Index, folder);
    }

    private static void Need(PlannedChunk chunk) =>
        Console.WriteLine(
            $"chunk {chunk.Index}: time points {chunk.From} to {chunk.To - 1}, part {string.Join(',', chunk.Tile)}; needs about "
                + $"{chunk.MemoryMegabytes} MB"
        );

    private static int Told(int chunk, PlanFolder folder)
    {
        var report = folder.Report(chunk);
        Console.WriteLine(
            $"chunk {chunk}: {report.Cells} detections in {report.Frames} volumes, {report.Sha256[..16]}, peak {report.PeakMegabytes} MB, "
                + $"{report.Seconds:0.0} s"
        );
        return ExitCode.Done;
    }

    private static Action<PlannedChunk, int> Telling()
    {
        var last = TimeProvider.System.GetTimestamp();
        return (chunk, done) =>
        {
            if (TimeProvider.System.GetElapsedTime(last).TotalSeconds < 5)
                return;
            last = TimeProvider.System.GetTimestamp();
            Console.WriteLine($"chunk {chunk.Index}: {done} of {chunk.To - chunk.From}");
        };
    }
}
