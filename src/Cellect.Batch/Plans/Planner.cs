using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Cellect.Data.Volumes;
using Cellect.Model.Networks.Live;
using Cellect.Stream;
using Cellect.Stream.Sources;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Plans;

/// <summary>Cuts a series into chunks, having decided whatever would otherwise depend on the order of the work.</summary>
internal static class Planner
{
    /// <summary>Most chunks of a plan: what a directory and an array of SLURM bear.</summary>
    private const int MostChunks = 99_999;

    /// <summary>Makes a plan and writes it.</summary>
    /// <param name="request">What is wanted: all of the plan that does not follow from the source and the first pass.</param>
    /// <param name="voxel">Voxel size, µm; null: what the source says.</param>
    /// <param name="directory">Folder of the plan; must hold none.</param>
    /// <param name="progress">Told what is done and how far it has come: a word, and the time point.</param>
    /// <param name="cancel">Ends it; nothing is published then.</param>
    /// <exception cref="ValidationException">The chunks or tiles cannot be had.</exception>
    /// <exception cref="IOException">The folder holds a plan, or cannot be written.</exception>
    public static BatchPlan Make(
        BatchPlan request,
        VoxelSize? voxel,
        string directory,
        Action<string, int> progress,
        CancellationToken cancel
    )
    {
        var folder = PlanFolder.Create(directory);
        var plan = Describe(request, voxel);
        using var detector = PartialDetector.Load(plan.Model, plan.Detector);
        using var parts = VolumeParts.Open(plan.Source, plan.Voxel, plan.Channel);
        var pass = new ScalePass(parts, detector, plan.VolumeShape, plan.Type, plan.Geometry);
        plan = plan with { Scales = pass.Run(plan.Frames, t => progress("scale", t), cancel) };
        CheckTiles(plan);
        if (plan.Surveyed)
            SurveyTable.Write(
                folder.Survey,
                SurveyPass.Run(
                    parts,
                    plan.Frames,
                    plan.VolumeShape,
                    plan.Type,
                    plan.Geometry,
                    plan.ScaleAt,
                    t => progress("survey", t),
                    cancel
                )
            );
        plan = (plan with { Chunks = Cut(plan, parts.PieceBytes) }).Named();
        folder.Publish(plan);
        return plan;
    }

    private static BatchPlan Describe(BatchPlan request, VoxelSize? voxel)
    {
        using var source = VolumeSources.Open(request.Source, voxel);
        var size = source.VoxelMicrometres ?? throw new InvalidDataException(SourceDescription.NoVoxelSize(source.Name));
        var plan = request with
        {
            Series = source.Name,
            Shape = [source.Shape.Z, source.Shape.Y, source.Shape.X],
            Dtype = source.Type.WireName(),
            VoxelUm = [size.Z, size.Y, size.X],
            Frames = source.Frames,
            IntervalSeconds = source.Interval?.TotalSeconds,
            Channel = source.IsOneChannel ? 0 : request.Channel,
            Surveyed = request.Tiles.Any(count => count > 1),
            Masks = request.Masks && source.Shape.Voxels * sizeof(ushort) <= VolumePool.MaxVolumeBytes,
            ModelSha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(request.Model))),
        };
        var chunks = (long)((plan.Frames + plan.ChunkFrames - 1) / plan.ChunkFrames) * plan.Tiles.Aggregate(1L, (a, b) => a * b);
        if (chunks > MostChunks)
            throw new ValidationException(
                $"{chunks} chunks are more than {MostChunks}; give each more time points (--chunk-frames), or use fewer tiles"
            );
        if (!plan.Surveyed && source.Shape.Voxels > PreparedVolume.MaxVoxels)
            throw new ValidationException(
                $"a volume of {source.Shape} voxels is more than the {PreparedVolume.MaxVoxels} that a worker can take whole; "
                    + "share it out, for example with --tiles 1,2,2"
            );
        return plan;
    }

    private static void CheckTiles(BatchPlan plan)
    {
        foreach (var span in plan.Scales.DistinctBy(span => (span.Lateral, span.Axial)))
        {
            var shape = plan.SamplingAt(span.From).Shape;
            var most = new PartGrid(shape, plan.Detector.MaxTileVoxels, plan.TileCounts).Most;
            if (plan.Tiles[0] > most.Z || plan.Tiles[1] > most.Y || plan.Tiles[2] > most.X)
                throw new ValidationException(
                    $"--tiles {string.Join(',', plan.Tiles)} is more than {most.Z},{most.Y},{most.X}: the network sees a volume of "
                        + $"{shape.Z}x{shape.Y}x{shape.X}, and parts narrower than what it must see around them cost more than they save"
                );
        }
    }

    private static List<PlannedChunk> Cut(BatchPlan plan, long pieceBytes)
    {
        var chunks = new List<PlannedChunk>();
        for (var from = 0; from < plan.Frames; from += plan.ChunkFrames)
        for (var z = 0; z < plan.Tiles[0]; z++)
        for (var y = 0; y < plan.Tiles[1]; y++)
        for (var x = 0; x < plan.Tiles[2]; x++)
            chunks.Add(Chunk(plan, chunks.Count, from, [z, y, x], pieceBytes));
        return chunks;
    }

    private static PlannedChunk Chunk(BatchPlan plan, int index, int from, int[] tile, long pieceBytes)
    {
        var chunk = new PlannedChunk(index, from, Math.Min(plan.Frames, from + plan.ChunkFrames), tile, [], 0, 0);
        var sampling = plan.SamplingAt(from);
        var part = plan.PartOf(chunk, sampling);
        var box = sampling.Needs(part.Seen);
        return chunk with
        {
            Box = [box.FromZ, box.ToZ, box.FromY, box.ToY, box.FromX, box.ToX],
            NetworkTiles = part.Tiles.Count,
            MemoryMegabytes = MemoryNeed.Megabytes(plan, part, box, pieceBytes),
        };
    }
}
