using System.Collections;
using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Writes a value of a message.</summary>
/// <param name="writer">Where to.</param>
/// <param name="source">What the message tells of.</param>
internal delegate void WriteValue<in T>(ref MessagePackWriter writer, T source);

/// <summary>The keys of a message, or of a map within one, in the order in which they are written, each with what it tells.</summary>
/// <typeparam name="T">What the message tells of.</typeparam>
internal sealed class MessageFields<T> : IEnumerable<string>
{
    private readonly List<(string Key, WriteValue<T> Write)> _fields = [];

    /// <summary>How many keys there are.</summary>
    public int Count => _fields.Count;

    /// <summary>A value of any kind.</summary>
    public void Add(string key, WriteValue<T> write) => _fields.Add((key, write));

    /// <summary>Yes or no.</summary>
    public void Add(string key, Func<T, bool> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A whole number of 32 bits.</summary>
    public void Add(string key, Func<T, int> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A whole number of 64 bits.</summary>
    public void Add(string key, Func<T, long> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A whole number that is not below 0.</summary>
    public void Add(string key, Func<T, ulong> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A number of 32 bits.</summary>
    public void Add(string key, Func<T, float> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A number of 64 bits.</summary>
    public void Add(string key, Func<T, double> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>A number of 64 bits, or nil.</summary>
    public void Add(string key, Func<T, double?> value) => Add(key, (ref writer, source) =>
        {
            if (value(source) is { } number)
                writer.Write(number);
            else
                writer.WriteNil();
        });

    /// <summary>A text, or nil.</summary>
    public void Add(string key, Func<T, string?> value) => Add(key, (ref writer, source) => writer.Write(value(source)));

    /// <summary>Texts.</summary>
    public void Add(string key, Func<T, IReadOnlyList<string>> value) => Add(key, (ref writer, source) =>
        {
            var texts = value(source);
            writer.WriteArrayHeader(texts.Count);
            foreach (var text in texts)
                writer.Write(text);
        });

    /// <summary>Three numbers, z, y, x; or nil.</summary>
    public void Add(string key, Func<T, (double Z, double Y, double X)?> value) => Add(key, (ref writer, source) =>
        {
            if (value(source) is not var (z, y, x))
            {
                writer.WriteNil();
                return;
            }

            writer.WriteArrayHeader(3);
            writer.Write(z);
            writer.Write(y);
            writer.Write(x);
        });

    /// <summary>The keys of a part of what the message tells of, beside its own.</summary>
    public void Add<TPart>(MessageFields<TPart> fields, Func<T, TPart> part)
    {
        foreach (var (key, write) in fields._fields)
            Add(key, (ref writer, source) => write(ref writer, part(source)));
    }

    /// <summary>A map within the message.</summary>
    public void Add<TPart>(string key, MessageFields<TPart> fields, Func<T, TPart> part) =>
        Add(key, (ref writer, source) => fields.WriteMap(ref writer, part(source)));

    /// <summary>Writes keys and values into a map that is open.</summary>
    public void Write(ref MessagePackWriter writer, T source)
    {
        foreach (var (key, write) in _fields)
        {
            writer.Write(key);
            write(ref writer, source);
        }
    }

    /// <summary>Writes a whole map.</summary>
    public void WriteMap(ref MessagePackWriter writer, T source)
    {
        writer.WriteMapHeader(Count);
        Write(ref writer, source);
    }

    /// <summary>The keys.</summary>
    public IEnumerator<string> GetEnumerator() => _fields.Select(field => field.Key).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
