using Cellect.Data.Status;
using Cellect.Data.Tracks;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>The populations in messages: an array of maps, in the order in which their frames come.</summary>
internal static class PopulationFields
{
    private static readonly MessageFields<Population> Fields = new()
    {
        { "channel", population => population.Channel },
        { "name", population => population.Name },
        { "color", population => population.Color },
    };

    private static readonly MessageFields<PopulationStatus> StatusFields = new()
    {
        { Fields, status => status.Population },
        { "ledger", (ref writer, status) => SeriesMessage.WriteLedger(ref writer, status.Ledger) },
        { "scale", WriteScale },
        { "learned", status => status.Learned },
    };

    private static readonly MessageFields<(Population Population, TrackedFrame? Newest)> NewestFields = new()
    {
        { Fields, part => part.Population },
        { "n", part => part.Newest?.Cells.Count ?? 0 },
        { "t", part => part.Newest?.Header.T ?? -1 },
    };

    public static void Write(ref MessagePackWriter writer, IReadOnlyList<Population> populations) =>
        WriteAll(ref writer, Fields, populations);

    public static void Write(ref MessagePackWriter writer, IReadOnlyList<PopulationStatus> populations) =>
        WriteAll(ref writer, StatusFields, populations);

    public static void Write(ref MessagePackWriter writer, IReadOnlyList<(Population Population, TrackedFrame? Newest)> populations) =>
        WriteAll(ref writer, NewestFields, populations);

    /// <summary>The populations of a message; none where an older service does not tell.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static IReadOnlyList<Population> Read(MessageMap message) =>
        message.Has("populations") ? [.. message.Maps("populations").Select(ReadOne)] : [];

    /// <summary>How the populations of a status message are doing.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static IReadOnlyList<PopulationStatus> ReadStatus(MessageMap message) =>
        message.Has("populations")
            ?
            [
                .. message
                    .Maps("populations")
                    .Select(map => new PopulationStatus(
                        ReadOne(map),
                        map.Map("ledger").Counts(),
                        map.Has("scale") && map.Pair("scale") is var (slices, columns) ? new SeenScale(slices, columns) : null
                    )
                    {
                        Learned = map.Text("learned", ""),
                    }),
            ]
            : [];

    /// <summary>How many of a snapshot's cells are of which population, in their order.</summary>
    /// <exception cref="InvalidDataException">A key is missing or wrong.</exception>
    public static IReadOnlyList<(int Population, int Cells)> ReadParts(MessageMap message) =>
        message.Has("populations") ? [.. message.Maps("populations").Select(map => (map.Small("channel"), map.Small("n")))] : [];

    /// <summary>A scale as two numbers, slices and columns; or nil.</summary>
    public static void WriteScale(ref MessagePackWriter writer, SeenScale? scale)
    {
        if (scale is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteArrayHeader(2);
        writer.Write(scale.Slices);
        writer.Write(scale.Columns);
    }

    private static void WriteScale(ref MessagePackWriter writer, PopulationStatus status) => WriteScale(ref writer, status.Scale);

    private static Population ReadOne(MessageMap map) => new(map.Small("channel"), map.Text("name"), map.Text("color"));

    private static void WriteAll<T>(ref MessagePackWriter writer, MessageFields<T> fields, IReadOnlyList<T> all)
    {
        writer.WriteArrayHeader(all.Count);
        foreach (var one in all)
            fields.WriteMap(ref writer, one);
    }
}
