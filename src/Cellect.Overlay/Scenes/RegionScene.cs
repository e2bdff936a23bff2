using System.Collections.Immutable;
using System.Numerics;
using Cellect.Data.Regions;

namespace Cellect.Overlay.Scenes;

/// <summary>The regions as they are drawn.</summary>
/// <param name="Regions">All of them.</param>
/// <param name="Selected">Index of the one with handles, or -1.</param>
/// <param name="Origin">Where the regions' frame has its origin, the centre of voxel 0 (x, y, z), µm from the corner of the volume.</param>
internal sealed record RegionScene(ImmutableArray<Region> Regions, int Selected, Vector3 Origin)
{
    /// <summary>No regions.</summary>
    public static RegionScene None { get; } = new([], -1, Vector3.Zero);

    /// <summary>A place of the regions' frame as (x, y, z) in µm from the corner of the volume.</summary>
    public Vector3 ToVolume(Position place) => new Vector3((float)place.X, (float)place.Y, (float)place.Z) + Origin;

    /// <summary>A place in the volume, µm from its corner, in the regions' frame.</summary>
    public Position ToRegions(Vector3 place) => new(place.Z - Origin.Z, place.Y - Origin.Y, place.X - Origin.X);
}
