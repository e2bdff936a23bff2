using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Cellect.Batch.Plans;
using Cellect.Data.Recordings;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Chunks;

/// <summary>What became of a chunk that a worker was asked for.</summary>
internal enum ChunkOutcome
{
    /// <summary>It has been done now.</summary>
    Done,

    /// <summary>It had been done before.</summary>
    WasDone,

    /// <summary>Another worker is at it.</summary>
    Taken,
}

/// <summary>Finds the cells of chunks: one after the other, with the network loaded once. Use it from one thread.</summary>
internal sealed class ChunkWorker : IDisposable
{
    private readonly PlanFolder _folder;
    private readonly BatchPlan _plan;
    private readonly PartialDetector _detector;
    private readonly FrameFacts[]? _survey;

    /// <param name="folder">The plan's.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="InvalidDataException">The weights are not those of the plan.</exception>
    public ChunkWorker(PlanFolder folder, BatchPlan plan)
    {
        (_folder, _plan) = (folder, plan);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(plan.Model)));
        if (hash != plan.ModelSha256)
            throw new InvalidDataException($"{plan.Model} has been changed since the plan was made; plan again, or bring the file back");
        _survey = plan.Surveyed ? SurveyTable.Read(folder.Survey, plan.Frames) : null;
        _detector = PartialDetector.Load(plan.Model, plan.Detector);
    }

    /// <summary>Told of each time point that is done: the chunk, and how many of its time points are.</summary>
    public Action<PlannedChunk, int> Progress { get; init; } = (_, _) => { };

    /// <summary>Does a chunk, unless it is done or somebody is at it.</summary>
    /// <param name="chunk">One of the plan's.</param>
    /// <param name="owner">Who is at it.</param>
    /// <param name="cancel">Ends it; what is done so far is kept, and the chunk is given back.</param>
    public ChunkOutcome Run(PlannedChunk chunk, out string owner, CancellationToken cancel)
    {
        owner = "";
        if (_folder.IsDone(chunk.Index))
            return ChunkOutcome.WasDone;
        using var claim = ChunkClaim.Take(_folder, chunk.Index, out owner) ?? TakeAgain(chunk, ref owner);
        if (claim is null)
            return _folder.IsDone(chunk.Index) ? ChunkOutcome.WasDone : ChunkOutcome.Taken;
        try
        {
            // It may have been done between the two looks.
            if (!_folder.IsDone(chunk.Index))
                Do(chunk, cancel);
            claim.Finish();
            return ChunkOutcome.Done;
        }
        catch
        {
            claim.GiveBack();
            throw;
        }
    }

    /// <summary>A chunk that was done and whose result somebody has deleted is free again.</summary>
    private ChunkClaim? TakeAgain(PlannedChunk chunk, ref string owner)
    {
        if (owner.Length > 0 || _folder.IsDone(chunk.Index))
            return null;
        File.WriteAllBytes(Path.Combine(_folder.Free, PlanFolder.Name(chunk.Index)), []);
        return ChunkClaim.Take(_folder, chunk.Index, out owner);
    }

    private void Do(PlannedChunk chunk, CancellationToken cancel)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        using var parts = VolumeParts.Open(_plan.Source, _plan.Voxel, _plan.Channel);
        using var pairs = new VolumePairs(_plan, chunk, parts, _survey);
        using var draft = new ChunkDraft(_folder, _plan, chunk);
        var began = draft.Next;
        for (var t = began; t < chunk.To; t++)
        {
            cancel.ThrowIfCancellationRequested();
            draft.Append(Look(chunk, pairs, t));
            Progress(chunk, t + 1 - chunk.From);
        }

        var cells = draft.Cells;
        var report = new ChunkReport(
            chunk.Index,
            _plan.Id,
            draft.Finish(),
            chunk.To - chunk.From,
            cells,
            ChunkClaim.Own,
            PartialDetector.Arithmetic,
            Math.Round(clock.Elapsed.TotalSeconds, 3),
            Math.Round((Environment.CpuUsage.TotalTime - processor).TotalSeconds, 3),
            began,
            PeakMemory.Megabytes,
            parts.Account.Bytes,
            parts.Account.Reads
        );
        PlanFolder.Replace(_folder.ReportOf(chunk.Index), JsonSerializer.SerializeToUtf8Bytes(report, SessionFile.Json));
    }

    private ChunkFrame Look(PlannedChunk chunk, VolumePairs pairs, int t)
    {
        using var pair = pairs.At(t);
        if (pair.Now is not { } now)
            return ChunkFrame.Left(t, pair.Facts.Unusable!);
        var sampling = _plan.SamplingAt(t);
        var part = _plan.PartOf(chunk, sampling);
        var found = _detector.Detect(now, pair.Before, pair.Box, sampling, part, _plan.Masks);
        return new ChunkFrame(
            t,
            null,
            pair.Facts.Shift,
            pair.Facts.Repeated,
            sampling.Factor,
            sampling.Shape,
            found.Cells,
            found.Embeddings,
            found.Brightness
        )
        {
            Foreground = found.Foreground,
            Core = part.Core.Origin,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();
}
