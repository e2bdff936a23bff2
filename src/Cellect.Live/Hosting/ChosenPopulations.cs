using Cellect.Data.Tracks;

namespace Cellect.Live.Hosting;

/// <summary>The populations that the options ask for.</summary>
internal static class ChosenPopulations
{
    /// <summary>One a tracked channel, in the order in which their frames come.</summary>
    public static IReadOnlyList<Population> Of(CellectOptions options) =>
        [
            .. options
                .Ingest.Tracked()
                .Select(
                    (channel, place) =>
                    {
                        var unnamed = Population.Unnamed(channel, place);
                        var told = Told(options, channel);
                        return new Population(
                            channel,
                            told is { Name.Length: > 0 } ? told.Name : unnamed.Name,
                            told is { Color.Length: > 0 } ? told.Color.ToLowerInvariant() : unnamed.Color
                        );
                    }
                ),
        ];

    /// <summary>What is told of a channel; null: nothing.</summary>
    public static PopulationOptions? Told(CellectOptions options, int channel) =>
        options.Populations.Find(population => population.Channel == channel);

    /// <summary>The model file of a channel, as the options name it.</summary>
    public static string ModelPath(CellectOptions options, int channel) =>
        Told(options, channel) is { Path.Length: > 0 } told ? told.Path : options.Model.Path;

    /// <summary>Whether the divisions of any population are confirmed.</summary>
    public static bool Confirm(CellectOptions options) =>
        options.Ingest.Tracked().Any(channel => (Told(options, channel)?.Linker ?? options.Model.Linker).Confirm);

    /// <summary>Entries that fit no tracked channel, or the same one twice: key and sentence.</summary>
    public static IEnumerable<(string Key, string Text)> Mistakes(CellectOptions options)
    {
        var tracked = options.Ingest.Tracked();
        for (var i = 0; i < options.Populations.Count; i++)
        {
            var channel = options.Populations[i].Channel;
            if (!tracked.Contains(channel))
                yield return (
                    $"Populations:{i}:Channel",
                    $"channel {channel} is not tracked, {string.Join(", ", tracked)} is; add it to Ingest:TrackedChannels or take the "
                        + "entry out"
                );
            if (options.Populations.FindIndex(other => other.Channel == channel) < i)
                yield return ($"Populations:{i}:Channel", $"channel {channel} has two entries; keep one");
        }
    }
}
