using System.Collections;
using System.Numerics.Tensors;
using System.Reflection;
using Cellect.Data.Tracks;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tests.Linking;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Networks;

/// <summary>What the live model keeps from frame to frame: named, and small.</summary>
public class StateTests
{
    private const int Cells = 40;
    private static readonly VoxelGeometry Geometry = new(2, 0.5, 0.5);

    [Fact]
    public void LiveTracking_Fields_AreWhatTheDocumentationNames() =>
        Assert.Equal(
            [
                // An option, the network, and the half that links.
                "_confirms",
                "_detector",
                "_linking",
                // State: one prepared volume and whether the camera sent it twice; the scale; the extent of the volumes.
                "_extent",
                "_previousVolume",
                "_repeated",
                "_scale",
            ],
            Fields<LiveTracking>("_detector", "_linking", "_confirms")
        );

    [Fact]
    public void CellLinking_Fields_AreWhatTheDocumentationNames() =>
        Assert.Equal(
            [
                // Functions and options.
                "calibration",
                "matcher",
                "minScore",
                // State: the cells of the frame before and remembered ones; tracks; births; divisions that are not confirmed yet; what
                // people's words changed; what the series has shown of its scores; time points of the last step; marks of the newest frame.
                "Meaning",
                "Unstable",
                "Verdicts",
                "_confirmation",
                "_linker",
                "_memory",
                "_said",
                "_settling",
                "_stability",
                "_timeStep",
                "_tracker",
            ],
            Fields<CellLinking>("calibration", "matcher", "minScore")
        );

    private static IEnumerable<string> Fields<T>(params string[] first) =>
        typeof(T)
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(f => f.Name.StartsWith('<') ? f.Name[1..f.Name.IndexOf('>')] : f.Name)
            .OrderBy(name => Array.IndexOf(first, name) < 0)
            .ThenBy(name => name, StringComparer.Ordinal);

    [Fact]
    public void LiveTracking_AfterManyFrames_KeepsOneVolumeAndAFewHundredBytesACell()
    {
        using var detector = new ManyCells();
        using var model = new LiveTracking(detector, new DistanceMatcher(0.1f), new LinkerOptions(), new NetworkScale(detector));
        var sizes = new List<long>();
        for (var t = 0; t < 40; t++)
        {
            model.Link(model.Detect(Volume(t), Geometry), 1);
            sizes.Add(Managed(model));
        }

        // Embeddings 128, a detection 36, the rest of it and its track less than as much again; and what is there without cells.
        Assert.True(sizes[^1] < Cells * 400 + 4000, $"{sizes[^1]} bytes for {Cells} cells");
        Assert.Equal(sizes[10], sizes[^1]);
        var previous = (PreparedVolume)Field(model, "_previousVolume")!;
        // Two bytes a voxel, at the source's scale and at the network's.
        Assert.Equal(2 * 8 * 40 * 200, previous.Voxels.bytes.Length);
    }

    /// <summary>Bytes in arrays and lists that can be reached without the detector, the matching networks and the volume.</summary>
    private static long Managed(LiveTracking model)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        return typeof(LiveTracking)
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Where(f => f.Name is not ("_detector" or "_matcher" or "_previousVolume"))
            .Sum(f => Bytes(f.GetValue(model), seen));
    }

    private static long Bytes(object? value, HashSet<object> seen)
    {
        if (value is null or string or Delegate or ICellMatcher or Type || value.GetType().IsPrimitive || !seen.Add(value))
            return 0;
        if (value is Array { Rank: 1 } array && array.GetType().GetElementType()!.IsValueType)
            return array.LongLength * SizeOf(array.GetType().GetElementType()!);
        long bytes = value is IEnumerable items and not IDictionary ? items.Cast<object?>().Sum(item => Bytes(item, seen)) : 0;
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly
                )
            )
                bytes += Bytes(field.GetValue(value), seen);
        return bytes;
    }

    private static int SizeOf(Type type) =>
        type.IsPrimitive
            ? System.Runtime.InteropServices.Marshal.SizeOf(type)
            : type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                .Sum(f => f.FieldType.IsValueType ? SizeOf(f.FieldType) : IntPtr.Size);

    private static object? Field(object owner, string name) =>
        owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner);

    private static ReadOnlyTensorSpan<ushort> Volume(int t)
    {
        var voxels = new ushort[8 * 40 * 200];
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = (ushort)(100 + (i + t) * 7919 % 53);
        return new ReadOnlyTensorSpan<ushort>(voxels, [8, 40, 200]);
    }

    /// <summary>As many cells in every frame, with a map of the foreground, which nobody may keep.</summary>
    private sealed class ManyCells : IDetector
    {
        public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous) =>
            new(
                [.. Enumerable.Range(0, Cells).Select(i => new Detection(4, 10 + 20 * (i % 2), 5 + 10 * (i / 2), 5, 0.95f, 0, 0, 0, 0))],
                new float[Cells * DetectedFrame.EmbeddingLength],
                volume.Geometry,
                new Foreground(8, 20, 100, 2, new byte[8 * 20 * 100])
            );

        public void Dispose() { }
    }
}
