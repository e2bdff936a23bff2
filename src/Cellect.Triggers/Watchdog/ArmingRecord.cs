using System.Buffers;
using System.Text;
using System.Text.Json;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Safety;

namespace Cellect.Triggers.Watchdog;

/// <summary>
/// What an arming must put back, on disk from before the first action until it is put back. Service and watchdog delete it when they have
/// put it back; one that is found at a start was left by a service and a watchdog that both died.
/// </summary>
/// <param name="Arming">Identifies the arming.</param>
/// <param name="Since">When it began.</param>
/// <param name="Microscopes">What to put back where.</param>
internal sealed record ArmingRecord(string Arming, DateTimeOffset Since, IReadOnlyList<LeftMicroscope> Microscopes)
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The file in a folder of armings.</summary>
    public static string PathIn(string folder, string arming) => Path.Combine(folder, arming + ".json");

    /// <summary>Writes the file and keeps it open: while it is, no other service takes it for one that was left.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public FileStream Keep(string folder)
    {
        var file = StateFiles.Create(PathIn(folder, Arming), FileShare.None);
        file.Write(Encoding.UTF8.GetBytes(Write()));
        file.Flush(flushToDisk: true);
        return file;
    }

    /// <summary>The armings that were left in a folder: their files are held by nobody.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="damaged">Told of each file that is none.</param>
    public static IReadOnlyList<ArmingRecord> Left(string folder, Action<string> damaged)
    {
        var left = new List<ArmingRecord>();
        if (!Directory.Exists(folder))
            return left;
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                if (file.Length > MaxBytes)
                    throw new InvalidDataException($"larger than {MaxBytes} bytes");
                using var reader = new StreamReader(file);
                left.Add(Read(reader.ReadToEnd()));
            }
            catch (IOException)
            {
                // A living service holds it, or it has just been put back.
            }
            catch (Exception e)
                when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or InvalidDataException)
            {
                damaged($"{path}: {e.Message}");
            }

        return left;
    }

    private string Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("arming", Arming);
            json.WriteString("since", Since);
            json.WriteStartArray("microscopes");
            foreach (var microscope in Microscopes)
            {
                json.WriteStartObject();
                json.WriteString("name", microscope.Name);
                json.WriteString("place", microscope.Place);
                json.WritePropertyName("recorded");
                SettingsJson.Write(json, microscope.Recorded);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static ArmingRecord Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new ArmingRecord(
            root.GetProperty("arming").GetString()!,
            root.GetProperty("since").GetDateTimeOffset(),
            [
                .. root.GetProperty("microscopes")
                    .EnumerateArray()
                    .Select(m => new LeftMicroscope(
                        m.GetProperty("name").GetString()!,
                        m.GetProperty("place").GetString()!,
                        SettingsJson.Read(m.GetProperty("recorded"))
                    )),
            ]
        );
    }
}

/// <summary>A microscope that an arming must put back.</summary>
/// <param name="Name">Name of its adapter then.</param>
/// <param name="Place">What it spoke and where it was: the same microscope under any name.</param>
/// <param name="Recorded">Its settings at arming.</param>
internal sealed record LeftMicroscope(string Name, string Place, MicroscopeSettings Recorded);
