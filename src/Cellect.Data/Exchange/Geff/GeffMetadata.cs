using System.Text.Json.Nodes;

namespace Cellect.Data.Exchange.Geff;

/// <summary>The key <c>geff</c> of <c>.zattrs</c>.</summary>
internal static class GeffMetadata
{
    public const string Version = "1.2";

    /// <summary>Where <c>extra</c> holds what Cellect tells.</summary>
    public const string Extra = "cellect";

    /// <summary>The metadata of a set of tracks.</summary>
    /// <param name="tracks">The tracks.</param>
    /// <param name="order">Order of the axes of space.</param>
    /// <param name="nodes">Properties of the nodes and their types.</param>
    /// <param name="edges">Properties of the edges and their types.</param>
    /// <param name="ranges">Smallest and largest value along each axis.</param>
    public static JsonObject Of(
        TrackSet tracks,
        SpaceOrder order,
        IEnumerable<(string Name, string Dtype, string? Unit)> nodes,
        IEnumerable<(string Name, string Dtype, string? Unit)> edges,
        IReadOnlyDictionary<string, (double Min, double Max)> ranges
    ) =>
        new()
        {
            ["geff_version"] = Version,
            ["directed"] = true,
            ["axes"] = Axes(tracks, order, ranges),
            ["sphere"] = "radius",
            ["track_node_props"] = new JsonObject { ["tracklet"] = "tracklet_id", ["lineage"] = "lineage_id" },
            ["display_hints"] = new JsonObject
            {
                ["display_horizontal"] = "x",
                ["display_vertical"] = "y",
                ["display_depth"] = "z",
                ["display_time"] = "t",
            },
            ["node_props_metadata"] = Properties(nodes),
            ["edge_props_metadata"] = Properties(edges),
            ["extra"] = new JsonObject { [Extra] = ProvenanceFile.Of(tracks) },
        };

    private static JsonArray Axes(TrackSet tracks, SpaceOrder order, IReadOnlyDictionary<string, (double Min, double Max)> ranges)
    {
        var time = Axis("t", "time", "frame");
        if (tracks.Interval is { } interval)
            (time["scale"], time["scaled_unit"]) = (interval.TotalSeconds, "second");
        string[] names = order == SpaceOrder.Zyx ? ["z", "y", "x"] : ["x", "y", "z"];
        return new JsonArray([time, .. names.Select(name => Axis(name, "space", "micrometer"))]);

        JsonObject Axis(string name, string type, string unit)
        {
            var axis = new JsonObject
            {
                ["name"] = name,
                ["type"] = type,
                ["unit"] = unit,
            };
            if (ranges.TryGetValue(name, out var range))
                (axis["min"], axis["max"]) = (range.Min, range.Max);
            return axis;
        }
    }

    private static JsonObject Properties(IEnumerable<(string Name, string Dtype, string? Unit)> properties)
    {
        var metadata = new JsonObject();
        foreach (var (name, dtype, unit) in properties)
        {
            var property = new JsonObject { ["identifier"] = name, ["dtype"] = dtype };
            if (unit is not null)
                property["unit"] = unit;
            metadata[name] = property;
        }

        return metadata;
    }
}
