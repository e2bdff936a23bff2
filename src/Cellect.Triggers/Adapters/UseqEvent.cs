using System.Text.Json.Nodes;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Adapters;

/// <summary>
/// An action as a useq <c>MDAEvent</c> (useq-schema, <c>_mda_event.py</c>), tagged as pymmcore-proxy's <c>_serialize.py</c> asks. Positions
/// in micrometres, exposure in milliseconds, as there.
/// </summary>
internal static class UseqEvent
{
    /// <summary>The message of <c>/mda/stream</c> that carries it.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="properties">Device properties that it sets.</param>
    /// <param name="customAction">Name of the action; empty: the event acquires an image.</param>
    public static string Message(
        ActionRequest request,
        IEnumerable<(string Device, string Property, string Value)> properties,
        string customAction
    )
    {
        var data = new JsonObject();
        if (request.Change.ExposureMilliseconds is { } exposure)
            data["exposure"] = exposure;
        if (request.Change.StageMicrometres is { } stage)
            (data["z_pos"], data["y_pos"], data["x_pos"]) = (stage.Z, stage.Y, stage.X);
        var tuples = new JsonArray([.. properties.Select(p => (JsonNode)new JsonArray(p.Device, p.Property, p.Value))]);
        if (tuples.Count > 0)
            data["properties"] = tuples;
        // Everything that an engine or a reader of the images may want to know.
        var cellect = JsonNode.Parse(RequestJson.Action(request, 1, request.Stamps.DecidedNs))!;
        data["metadata"] = new JsonObject { ["cellect"] = cellect };
        if (customAction.Length > 0)
            data["action"] = new JsonObject
            {
                ["type"] = "custom",
                ["name"] = customAction,
                ["data"] = cellect.DeepClone(),
            };
        var model = new JsonObject
        {
            ["__type__"] = "model",
            ["class"] = "MDAEvent",
            ["module"] = "useq._mda_event",
            ["data"] = data,
        };
        return new JsonObject { ["event"] = model }.ToJsonString();
    }
}
