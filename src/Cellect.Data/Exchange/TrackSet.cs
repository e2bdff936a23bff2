using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange;

/// <summary>Tracks on their way from one program to another: what every format is written from and read into.</summary>
/// <param name="Name">Name of the series, for people.</param>
/// <param name="Voxel">Extent of a voxel, µm.</param>
/// <param name="Rows">The cells in the order of time; positions in voxels, as in <c>tracks.csv</c>.</param>
internal sealed record TrackSet(string Name, VoxelSize Voxel, IReadOnlyList<TrackRow> Rows)
{
    /// <summary>Extent of the volumes; null: nobody tells.</summary>
    public VolumeShape? Shape { get; init; }

    /// <summary>Time between two time points; null: nobody tells.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How the tracks came about, written into every file.</summary>
    public JsonObject Provenance { get; init; } = [];

    /// <summary>Folder of a recording whose masks show these cells; null: cells are drawn as balls.</summary>
    public string? Recording { get; init; }

    /// <summary>Channel of the population whose tracks they are, where the recording holds several; null: it holds one.</summary>
    public int? Population { get; init; }

    /// <summary>Time points from 0 to the last that has a cell, or that the recording has.</summary>
    public int Frames
    {
        get => Math.Max(field, Rows.Count == 0 ? 0 : Rows[^1].T + 1);
        init;
    }

    /// <summary>Extent of the volumes, or the smallest in which every cell has its place.</summary>
    public VolumeShape Extent =>
        Shape
        ?? new VolumeShape(
            1 + (int)Math.Round(Rows.Select(row => row.Cell.Z).DefaultIfEmpty().Max()),
            1 + (int)Math.Round(Rows.Select(row => row.Cell.Y + row.Cell.Radius).DefaultIfEmpty().Max()),
            1 + (int)Math.Round(Rows.Select(row => row.Cell.X + row.Cell.Radius).DefaultIfEmpty().Max())
        );
}
