using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cellect.Data.Csv;

namespace Cellect.Data.Edits;

/// <summary>
/// <c>edits.jsonl</c> of a recording: only ever appended to, a line an edit, each forced onto the disk before it counts. A line that a
/// crash tore off is cut when the log is opened again. One process writes.
/// </summary>
internal sealed class EditLog : IDisposable
{
    public const string FileName = "edits.jsonl";

    private const string LockName = "edits.lock";
    private const int LongestLine = 1 << 16;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private readonly FileStream _lock;
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly List<TrackEdit> _all;

    /// <summary>Opens the log of a recording, made if it is not there.</summary>
    /// <exception cref="IOException">Another process writes it, or it cannot be written.</exception>
    /// <exception cref="InvalidInputException">A line but the last is damaged.</exception>
    public EditLog(string recording, TimeProvider time)
    {
        var path = Path.Combine(recording, FileName);
        _lock = Lock(Path.Combine(recording, LockName));
        try
        {
            (_all, var bytes) = Parse(path);
            (_time, _file) = (time, new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0));
            _file.SetLength(bytes);
            _file.Seek(0, SeekOrigin.End);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Every line, in the order of time.</summary>
    public IReadOnlyList<TrackEdit> All => _all;

    /// <summary>The log of a recording as far as it is whole; empty where there is none.</summary>
    /// <exception cref="InvalidInputException">A line but the last is damaged.</exception>
    public static IReadOnlyList<TrackEdit> Read(string recording) => Parse(Path.Combine(recording, FileName)).Edits;

    /// <summary>Edits from a file, or from another recording's log.</summary>
    /// <exception cref="InvalidInputException">A line is damaged.</exception>
    public static IReadOnlyList<TrackEdit> ReadFile(string path)
    {
        var (edits, bytes) = Parse(path);
        return bytes == new FileInfo(path).Length ? edits : throw new InvalidInputException($"{path}: its last line is cut off");
    }

    /// <summary>Makes the log of a recording that has none.</summary>
    /// <param name="recording">Its folder.</param>
    /// <param name="edits">The edits; the log numbers them from 1.</param>
    /// <exception cref="IOException">There is one, or it cannot be written.</exception>
    public static void Create(string recording, IEnumerable<TrackEdit> edits)
    {
        using var file = new FileStream(Path.Combine(recording, FileName), FileMode.CreateNew, FileAccess.Write);
        var n = 0;
        foreach (var edit in edits)
            file.Write(Line(edit with { N = ++n }));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Those that count: what was undone does not, unless it was done again.</summary>
    public static IReadOnlyList<TrackEdit> Active(IReadOnlyList<TrackEdit> all)
    {
        var undone = new HashSet<int>();
        foreach (var edit in all)
            if (edit is { Edit: EditKind.Undo, Of: { } of })
                undone.Add(of);
            else if (edit is { Edit: EditKind.Redo, Of: { } again })
                undone.Remove(again);
        return [.. all.Where(edit => edit.Edit is not (EditKind.Undo or EditKind.Redo) && !undone.Contains(edit.N))];
    }

    /// <summary>Appends an edit; it is on the disk when this returns.</summary>
    /// <returns>The edit with its number and time.</returns>
    /// <exception cref="IOException">It could not be written: it does not count.</exception>
    public TrackEdit Append(TrackEdit edit)
    {
        var numbered = edit with { N = (_all.Count == 0 ? 0 : _all[^1].N) + 1, At = edit.At ?? _time.GetUtcNow() };
        var before = _file.Position;
        try
        {
            _file.Write(Line(numbered));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            _file.SetLength(before);
            throw;
        }

        _all.Add(numbered);
        return numbered;
    }

    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    private static byte[] Line(TrackEdit edit) => [.. JsonSerializer.SerializeToUtf8Bytes(edit, Json), (byte)'\n'];

    // A file of its own: two writers may both open the log where its sharing alone is asked for (Linux), and readers must be able to.
    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException problem) when (File.Exists(path))
        {
            throw new IOException($"another program writes corrections of this recording ({path}); close it first", problem);
        }
    }

    private static (List<TrackEdit> Edits, long Bytes) Parse(string path)
    {
        var edits = new List<TrackEdit>();
        if (!File.Exists(path))
            return (edits, 0);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var text = reader.ReadToEnd();
        var (begin, bytes) = (0, 0L);
        for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n', begin))
        {
            var line = text[begin..end];
            if (line.Length > LongestLine)
                throw new InvalidInputException($"{path}, line {edits.Count + 1}: {line.Length} characters; at most {LongestLine}");
            edits.Add(Edit(path, edits.Count + 1, line));
            bytes += Encoding.UTF8.GetByteCount(line) + 1;
            begin = end + 1;
        }

        return (edits, bytes);
    }

    private static TrackEdit Edit(string path, int line, string text)
    {
        try
        {
            var edit = JsonSerializer.Deserialize<TrackEdit>(text, Json) ?? throw new JsonException("null is no edit");
            return edit.N == 0 ? edit with { N = line } : edit;
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}, line {line}: {e.Message.Split('\n')[0]}");
        }
    }
}
