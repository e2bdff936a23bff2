using System.Text.Json.Nodes;
using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>The populations that a recording's <c>session.json</c> tells of.</summary>
internal static class RecordedPopulations
{
    /// <summary>In the order of their frames and masks; of older recordings the one channel; none where there is no session file.</summary>
    public static IReadOnlyList<Population> Of(string directory)
    {
        if (SessionFile.Read(directory) is not { } session)
            return [];
        var found = new List<Population>();
        foreach (var node in session["populations"] as JsonArray ?? [])
            if (node is JsonObject told && Number(told["channel"]) is { } channel && found.TrueForAll(other => other.Channel != channel))
            {
                var unnamed = Population.Unnamed(channel, found.Count);
                found.Add(new Population(channel, Text(told["name"]) ?? unnamed.Name, Text(told["color"]) ?? unnamed.Color));
            }

        return found.Count == 0 && Number(session["channel"]) is { } only ? [Population.Unnamed(only, 0)] : found;
    }

    /// <summary>The population that somebody means.</summary>
    /// <param name="directory">The recording, for people.</param>
    /// <param name="there">Those that it holds.</param>
    /// <param name="asked">Its channel; null: none was named.</param>
    /// <returns>Its channel; null: there is only one.</returns>
    /// <exception cref="InvalidDataException">There are several and none is named, or there is none of that number.</exception>
    public static int? Choose(string directory, IReadOnlyList<Population> there, int? asked)
    {
        var list = string.Join(", ", there.Select(population => $"{population.Channel} ({population.Name})"));
        if (asked is null)
            return there.Count <= 1
                ? null
                : throw new InvalidDataException(
                    $"'{directory}' holds {there.Count} populations, {list}; choose one with --population {there[0].Channel}"
                );
        return there.Any(population => population.Channel == asked)
            ? asked
            : throw new InvalidDataException($"'{directory}' holds no population {asked}; it holds {list}");
    }

    private static int? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
