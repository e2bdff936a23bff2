using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;

namespace Cellect.Batch.Plans;

/// <summary>Content of <c>plan.json</c>: the work, and everything that it may not depend on where or in which order it is done
/// (docs/cluster.md).</summary>
internal sealed record BatchPlan
{
    public int Format { get; init; } = 1;

    /// <summary>Of everything else; what was made for another plan is refused.</summary>
    public string Id { get; init; } = "";
    public required string Source { get; init; }
    public required string Series { get; init; }
    public required int Channel { get; init; }

    /// <summary>Voxels, z, y, x.</summary>
    public required int[] Shape { get; init; }
    public required string Dtype { get; init; }

    /// <summary>Extent of a voxel, z, y, x.</summary>
    public required double[] VoxelUm { get; init; }
    public required int Frames { get; init; }
    public double? IntervalSeconds { get; init; }
    public required string Model { get; init; }
    public required string ModelSha256 { get; init; }
    public required DetectorOptions Detector { get; init; }
    public required LinkerOptions Linker { get; init; }
    public required bool Masks { get; init; }
    public required double MaskLevel { get; init; }
    public required int ChunkFrames { get; init; }

    /// <summary>Parts of a volume along z, y, x.</summary>
    public required int[] Tiles { get; init; }

    /// <summary>Ascending, the first from 0.</summary>
    public required IReadOnlyList<ScaleSpan> Scales { get; init; }

    /// <summary>Whether <c>survey.csv</c> tells of each volume what a part of it does not show.</summary>
    public required bool Surveyed { get; init; }
    public required IReadOnlyList<PlannedChunk> Chunks { get; init; }

    /// <summary>All options in force.</summary>
    public required JsonNode Options { get; init; }
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    internal VolumeShape VolumeShape => new(Shape[0], Shape[1], Shape[2]);

    internal VoxelType Type =>
        VoxelTypes.OfWireName(Dtype) ?? throw new InvalidDataException($"plan.json: dtype '{Dtype}' is not one of u1, u2, f4");

    internal VoxelSize Voxel => new(VoxelUm[0], VoxelUm[1], VoxelUm[2]);

    internal VoxelGeometry Geometry => new(VoxelUm[0], VoxelUm[1], VoxelUm[2]);

    internal (int Z, int Y, int X) TileCounts => (Tiles[0], Tiles[1], Tiles[2]);

    /// <summary>What holds at a time point.</summary>
    internal ScaleSpan ScaleAt(int t) => Scales.Last(span => span.From <= t);

    /// <summary>The network's scale at a time point.</summary>
    internal PartSampling SamplingAt(int t)
    {
        var span = ScaleAt(t);
        return new PartSampling(VolumeShape, Geometry, new Sampling(span.Lateral, span.Axial));
    }

    /// <summary>The part of a volume that a chunk looks at.</summary>
    internal PartGrid.Part PartOf(PlannedChunk chunk, PartSampling sampling) =>
        new PartGrid(sampling.Shape, Detector.MaxTileVoxels, TileCounts).Of((chunk.Tile[0], chunk.Tile[1], chunk.Tile[2]));

    /// <summary>The plan with its own name.</summary>
    internal BatchPlan Named() => this with { Id = Digest() };

    /// <summary>Whether nothing has been changed since it was made.</summary>
    internal bool IsAsMade => Id == Digest();

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SessionFile.Json);

    private string Digest() => Convert.ToHexStringLower(SHA256.HashData((this with { Id = "" }).ToJson()))[..32];
}
