using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;

namespace Cellect.Triggers.Safety;

/// <summary>The light of the last hour on disk: a file a channel, written anew as a whole whenever its rate changes.</summary>
/// <param name="folder">Their folder.</param>
internal sealed class DoseFiles(string folder)
{
    private const int Version = 1;
    private const int NameChars = 16;
    private const long MaxBytes = 4 << 20;
    private const string BootPath = "/proc/sys/kernel/random/boot_id";

    private static readonly string Boot = ReadBoot();

    /// <summary>Why a file could not be read or written last; null: all is well.</summary>
    public string? Trouble { get; private set; }

    /// <summary>The spans of each channel, in seconds since now, and how long ago they were written.</summary>
    public List<(string Channel, List<LightSpan> Spans, double GapSeconds)> Read(TimeProvider time)
    {
        var channels = new List<(string, List<LightSpan>, double)>();
        if (!Directory.Exists(folder))
            return channels;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json"))
            try
            {
                if (new FileInfo(path).Length > MaxBytes)
                    throw new InvalidDataException($"larger than {MaxBytes} bytes");
                var root = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
                var gap = Gap(time, root);
                channels.Add(
                    (root["channel"]!.GetValue<string>(), [.. root["spans"]!.AsArray().Select(s => Span(s!.AsArray(), gap))], gap)
                );
            }
            catch (Exception e) when (IsDamage(e))
            {
                Trouble = $"the light of the last hour cannot be read from {path}: {e.Message}";
            }

        return channels;
    }

    /// <summary>Writes the spans of a channel.</summary>
    /// <param name="time">Clock.</param>
    /// <param name="channel">Its name.</param>
    /// <param name="spans">In the order of time.</param>
    /// <param name="now">Now, in the seconds of the spans.</param>
    public void Write(TimeProvider time, string channel, IReadOnlyList<LightSpan> spans, double now)
    {
        var root = new JsonObject
        {
            ["v"] = Version,
            ["channel"] = channel,
            ["boot"] = Boot,
            ["monotonic_s"] = Monotonic(time),
            ["utc_ns"] = time.UtcNanoseconds(),
            ["spans"] = new JsonArray([.. spans.Select(s => (JsonNode?)new JsonArray(s.FromSeconds - now, s.Rate))]),
        };
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(channel)))[..NameChars];
        try
        {
            StateFiles.Replace(Path.Combine(folder, name + ".json"), root.ToJsonString());
            Trouble = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Trouble = $"the light of the last hour cannot be kept in {folder}: {e.Message}";
        }
    }

    private static bool IsDamage(Exception e) =>
        e
            is IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or JsonException
                or InvalidOperationException
                or FormatException
                or NullReferenceException;

    private static LightSpan Span(JsonArray span, double gap)
    {
        var (from, rate) = (span[0]!.GetValue<double>(), span[1]!.GetValue<double>());
        return double.IsFinite(from) && double.IsFinite(rate) && rate >= 0
            ? new LightSpan(Math.Min(from, 0) - gap, rate)
            : throw new InvalidDataException("a span is no number");
    }

    /// <summary>Seconds since the file was written. A clock of the wall that was set back gives 0: old light does not grow old
    /// then.</summary>
    private static double Gap(TimeProvider time, JsonObject root)
    {
        var wall = Math.Max(0, (time.UtcNanoseconds() - root["utc_ns"]!.GetValue<long>()) / 1e9);
        var monotonic = Monotonic(time) - root["monotonic_s"]!.GetValue<double>();
        var boot = root["boot"]!.GetValue<string>();
        return monotonic < 0 || (boot.Length > 0 && boot != Boot) ? wall
            : boot.Length > 0 ? monotonic
            : Math.Min(wall, monotonic);
    }

    private static double Monotonic(TimeProvider time) => time.GetTimestamp() / (double)time.TimestampFrequency;

    private static string ReadBoot()
    {
        try
        {
            return File.Exists(BootPath) ? File.ReadAllText(BootPath).Trim() : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
