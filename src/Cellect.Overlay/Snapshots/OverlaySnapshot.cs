using System.Numerics;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Overlay.Snapshots;

/// <summary>All that the renderer knows of one time point. Immutable: its arrays are never changed once it is made.</summary>
internal sealed record OverlaySnapshot
{
    /// <summary>The acquisition run.</summary>
    public string Series { get; init; } = "";

    /// <summary>Time point, from 0.</summary>
    public required int T { get; init; }

    /// <summary>Extent of the volume in voxels of the source.</summary>
    public required VolumeShape Shape { get; init; }

    /// <summary>Extent of a voxel of the source, µm.</summary>
    public required VoxelSize VoxelMicrometres { get; init; }

    /// <summary>The image, the tracked channel first; empty when a viewer gets none.</summary>
    public required ImageChannel[] Channels { get; init; }

    /// <summary>The populations whose cells these are; empty where nobody tells.</summary>
    public IReadOnlyList<Population> Populations { get; init; } = [];

    /// <summary>What people call the cells of a channel.</summary>
    public string NameOf(int population) => Populations.FirstOrDefault(own => own.Channel == population)?.Name ?? $"channel {population}";

    /// <summary>The cells of this time point.</summary>
    public required OverlayCell[] Cells { get; init; }

    /// <summary>Where the cells have been, oldest first.</summary>
    public required TailSegment[] Tails { get; init; }

    /// <summary>The divisions of the last frames.</summary>
    public required DivisionMark[] Divisions { get; init; }

    /// <summary>Cells of the last frames that are not seen any more and have not divided, where they were last.</summary>
    public OverlayCell[] Vanished { get; init; } = [];

    /// <summary>Tracks of the series so far.</summary>
    public required int TracksSoFar { get; init; }

    /// <summary>Divisions of the series so far.</summary>
    public required int DivisionsSoFar { get; init; }

    /// <summary>End of exposure in UTC nanoseconds since 1970 on the sender's clock; 0 when the sender does not tell.</summary>
    public required long ExposureEndNs { get; init; }

    /// <summary>End of exposure of the series' first time point that was told, UTC nanoseconds since 1970; 0 when the sender does not
    /// tell.</summary>
    public long BeganNs { get; init; }

    /// <summary>Unit of speeds: µm/min where the sender tells times of exposure, else µm/frame.</summary>
    public string SpeedUnit { get; init; } = "µm/frame";

    /// <summary>Extent of the volume (x, y, z), µm.</summary>
    public Vector3 ExtentMicrometres =>
        new((float)(Shape.X * VoxelMicrometres.X), (float)(Shape.Y * VoxelMicrometres.Y), (float)(Shape.Z * VoxelMicrometres.Z));

    /// <summary>Memory that the image and the marks take, bytes.</summary>
    public long Bytes => Channels.Sum(channel => channel.Bytes) + 80L * (Cells.Length + Vanished.Length) + 40L * Tails.Length;
}
