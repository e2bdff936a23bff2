using System.Globalization;

namespace Cellect.Stream.Sources;

/// <summary>What is told to people of a source.</summary>
public static class SourceDescription
{
    /// <summary>The complaint of a caller that needs a voxel size which a source does not know.</summary>
    /// <param name="name">Name of the source.</param>
    public static string NoVoxelSize(string name) =>
        $"{name}: the files do not say how large a voxel is; give it with --voxel z,y,x in micrometres, for example "
        + $"--voxel 2.03,0.406,0.406";

    /// <summary>Extent, voxel size and time step in one line.</summary>
    /// <param name="source">Any source.</param>
    public static string Describe(IVolumeSource source)
    {
        var voxel = source.VoxelMicrometres is { } size ? $"voxel {size} µm" : "voxel size unknown";
        var interval = source.Interval is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"every {time.TotalSeconds:0.###} s")
            : "time step unknown";
        var shape = source.Shape;
        return $"{source.Name}: {source.Frames} volumes of ({shape.Z},{shape.Y},{shape.X}) {source.Type}, axes z,y,x, {voxel}, {interval}";
    }
}
