using System.Security.Cryptography;
using Cellect.Batch.Chunks;
using Cellect.Batch.Plans;
using Cellect.Data.Ledger;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;

namespace Cellect.Batch.Joining;

/// <summary>
/// From the cells of all chunks to tracks: frame by frame in the order of time, as one run over the whole series links them, so that a
/// track goes on across the borders of chunks as anywhere. In memory are a frame and what linking remembers of those before.
/// </summary>
internal static class Stitcher
{
    /// <summary>What a stitched result comes from.</summary>
    /// <param name="Tracks">Tracks.</param>
    /// <param name="Cells">Rows of tracks.csv.</param>
    /// <param name="Hash">SHA-256 of tracks.csv.</param>
    /// <param name="MasksWithoutVolume">Masks that end by the foreground alone, because their volume could not be read again.</param>
    /// <param name="Mixed">What the chunks were computed with, where that is not the same for all; else null.</param>
    internal sealed record Result(long Tracks, long Cells, string Hash, int MasksWithoutVolume, string? Mixed);

    /// <summary>Chunks that are not done.</summary>
    public static int[] Missing(PlanFolder folder, BatchPlan plan) =>
        [.. plan.Chunks.Select(chunk => chunk.Index).Where(index => !folder.IsDone(index))];

    /// <summary>Writes the joined result, laid out as a recording.</summary>
    /// <param name="folder">The plan's; every chunk is done.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="directory">Folder of the result; must hold no recording.</param>
    /// <param name="time">Clock.</param>
    /// <param name="progress">Told of each time point.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidDataException">A chunk is damaged or gone.</exception>
    /// <exception cref="IOException">The result cannot be written.</exception>
    public static Result Run(
        PlanFolder folder,
        BatchPlan plan,
        string directory,
        TimeProvider time,
        Action<int> progress,
        CancellationToken cancel
    )
    {
        var arithmetic = Check(folder, plan);
        var header = Header(plan);
        RecordingFolder.Check(directory, 0);
        if (RecordingFolder.Recordings(directory).Contains(directory))
            throw new IOException($"'{directory}' holds a recording already; name another folder");
        using var linking = LiveModel.Linking(plan.Model, plan.Detector, plan.Linker);
        var session = new SessionRecord(header, plan.Masks, new SessionInfo(plan.Options, plan.Versions), time);
        var ledger = new FrameLedger(plan.Series);
        using (var volumes = plan.Masks ? new VolumesAgain(plan) : null)
        using (var files = new RecordingFiles(directory, plan.MaskLevel, plan.Masks, [header.C]))
        {
            foreach (var column in plan.Chunks.GroupBy(chunk => chunk.From).OrderBy(column => column.Key))
            {
                using var chunks = new ChunkColumn(folder, plan, [.. column]);
                foreach (var frame in chunks.Read())
                {
                    cancel.ThrowIfCancellationRequested();
                    Account(ledger, frame.Head);
                    if (frame.Head.Unusable is null)
                    {
                        var tracked = Link(linking, plan, header, frame, session.Session.LastT, time);
                        using var volume = volumes?.Of(tracked.Header);
                        files.Append(tracked, time.UtcNanoseconds(), volume);
                        session.Add(tracked, files);
                    }

                    progress(frame.Head.T);
                }
            }

            files.Finish();
            End(session, ledger, plan);
            session.Write(directory);
        }

        using var tracks = File.OpenRead(Path.Combine(directory, TrackTable.FileName));
        return new Result(
            session.Session.Tracks,
            session.Session.Cells,
            Convert.ToHexStringLower(SHA256.HashData(tracks)),
            session.Session.MasksWithoutVolume,
            arithmetic.Length > 1 ? string.Join(", ", arithmetic) : null
        );
    }

    private static TrackedFrame Link(
        CellLinking linking,
        BatchPlan plan,
        VolumeHeader header,
        ChunkColumn.WholeFrame frame,
        int? lastT,
        TimeProvider time
    )
    {
        var (t, extent) = (frame.Head.T, (plan.Shape[0], plan.Shape[1], plan.Shape[2]));
        linking.Move(frame.Head.Shift);
        var found = linking.Merge(frame.Cells.With(frame.Head.Shift, frame.Brightness));
        found = found.With(frame.Head.Shift, CellBrightness.Relative(found.Brightness, found.Cells));
        var timeStep = lastT is { } last ? t - last : 0;
        var (cells, divisions) = linking.Link(found, timeStep, extent, frame.Head.Repeated);
        var now = time.UtcNanoseconds();
        return TrackedFrameBuilder.Build(
            header with
            {
                T = t,
                Seq = (ulong)t,
            },
            timeStep,
            new LatencyStamps(0, 0, 0, now, now, 0),
            found,
            cells,
            divisions,
            linking.Unstable,
            meaning: linking.Meaning
        );
    }

    /// <summary>Every chunk as it was reported; gives what they were computed with.</summary>
    private static string[] Check(PlanFolder folder, BatchPlan plan)
    {
        var missing = Missing(folder, plan);
        if (missing.Length > 0)
            throw new InvalidDataException(
                $"{missing.Length} of {plan.Chunks.Count} chunks are not done: {string.Join(", ", missing.Take(20))}"
                    + $"{(missing.Length > 20 ? ", ..." : "")}; do them with cellect pool {folder.Path}, or each with cellect track --plan "
                    + $"{folder.Path} --chunk N"
            );
        var reports = plan.Chunks.Select(chunk => folder.Report(chunk.Index)).ToArray();
        foreach (var report in reports)
        {
            if (report.Plan != plan.Id)
                throw new InvalidDataException($"chunk {report.Chunk} was done for another plan; delete it and track it again");
            var path = folder.CellsOf(report.Chunk);
            using var file = File.Exists(path) ? File.OpenRead(path) : null;
            if (file is null || Convert.ToHexStringLower(SHA256.HashData(file)) != report.Sha256)
                throw new InvalidDataException(
                    $"{path} is not what was reported of it; delete it and {folder.ReportOf(report.Chunk)}, "
                        + $"and track chunk {report.Chunk} again"
                );
        }

        return [.. reports.Select(report => report.Arithmetic).Distinct().Order(StringComparer.Ordinal)];
    }

    private static VolumeHeader Header(BatchPlan plan) =>
        new()
        {
            Series = plan.Series,
            T = 0,
            C = plan.Channel,
            Shape = plan.VolumeShape,
            Type = plan.Type,
            VoxelMicrometres = plan.Voxel,
        };

    private static void Account(FrameLedger ledger, ChunkFrame frame)
    {
        if (frame.Unusable == LedgerStates.Malformed)
        {
            ledger.MarkMalformed(frame.T);
            return;
        }

        ledger.MarkInFlight(frame.T);
        if (frame.Unusable is { } state)
            ledger.MarkDropped(frame.T, state[LedgerStates.DroppedPrefix.Length..]);
        else
            ledger.MarkProcessed(frame.T);
    }

    private static void End(SessionRecord session, FrameLedger ledger, BatchPlan plan)
    {
        ledger.Expect(plan.Frames - 1);
        ledger.Close();
        var totals = ledger.Snapshot();
        (session.Session.Reason, session.Session.Ledger, session.Session.Expected) = ("end", totals.States, plan.Frames);
        session.Session.Complete = true;
    }
}
