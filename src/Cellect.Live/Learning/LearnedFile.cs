using System.Text.Json;
using System.Text.Json.Serialization;
using Cellect.Data.Csv;
using Cellect.Data.Recordings;

namespace Cellect.Live.Learning;

/// <summary>
/// <c>learned.jsonl</c> of a recording: from which time point on each edit counted, and with which probabilities and evidence, so that a
/// session that goes on after a crash, and a replay, do the same. Only ever appended to; a torn last line is passed over.
/// </summary>
internal static class LearnedFile
{
    public const string FileName = "learned.jsonl";

    // What a damaged file can make us read.
    private const long MostBytes = 256L << 20;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>All lines of a recording; none where it has none.</summary>
    /// <exception cref="InvalidInputException">A line but the last is damaged.</exception>
    public static IReadOnlyList<LearnedLine> Read(string recording)
    {
        var path = Path.Combine(recording, FileName);
        if (!File.Exists(path))
            return [];
        if (new FileInfo(path).Length is > MostBytes and var bytes)
            throw new InvalidInputException($"{path}: {bytes} bytes; at most {MostBytes}: is it what Cellect wrote?");
        return [.. LineFile.Read(path).Select((line, i) => Line(path, i + 1, line))];
    }

    /// <summary>Appends lines.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Append(string recording, IEnumerable<LearnedLine> lines) =>
        LineFile.Append(
            Path.Combine(recording, FileName),
            [.. lines.SelectMany(line => JsonSerializer.SerializeToUtf8Bytes(line, Json).Append((byte)'\n'))]
        );

    private static LearnedLine Line(string path, int number, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<LearnedLine>(text, Json) ?? throw new JsonException("null is no line");
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}, line {number}: {e.Message.Split('\n')[0]}");
        }
    }
}
