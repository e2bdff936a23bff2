using System.Collections;
using System.Runtime.InteropServices;
using MessagePack;
using MessagePack.Resolvers;

namespace Cellect.Data.Messages;

/// <summary>A MessagePack map that came from elsewhere: every value is checked as it is read.</summary>
internal sealed class MessageMap
{
    private static readonly MessagePackSerializerOptions Plain = MessagePackSerializerOptions
        .Standard.WithResolver(PrimitiveObjectResolver.Instance)
        .WithSecurity(MessagePackSecurity.UntrustedData);

    private readonly IDictionary _map;

    private MessageMap(IDictionary map) => _map = map;

    /// <summary>Reads a message.</summary>
    /// <exception cref="InvalidDataException">It is no MessagePack map.</exception>
    public static MessageMap Read(byte[] body)
    {
        try
        {
            return MessagePackSerializer.Deserialize<object>(body, Plain) is IDictionary map
                ? new MessageMap(map)
                : throw Wrong("message is not a map");
        }
        catch (MessagePackSerializationException e)
        {
            throw new InvalidDataException($"message is not MessagePack: {e.Message}", e);
        }
    }

    /// <summary>True when the key is there and not nil.</summary>
    public bool Has(string key) => _map[key] is not null;

    /// <summary>A text.</summary>
    public string Text(string key) => _map[key] as string ?? throw Wrong($"'{key}' is not a text");

    /// <summary>A text, or a stand-in where there is none.</summary>
    public string Text(string key, string otherwise) => _map[key] as string ?? otherwise;

    /// <summary>A whole number.</summary>
    public long Whole(string key) => Whole(key, _map[key]);

    /// <summary>A whole number of 32 bits.</summary>
    public int Small(string key) =>
        Whole(key) is var value and >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw Wrong($"'{key}' is {Whole(key)}, out of range");

    /// <summary>A whole number, or a stand-in where there is none.</summary>
    public long Whole(string key, long otherwise) => Has(key) ? Whole(key) : otherwise;

    /// <summary>A number.</summary>
    public double Number(string key) => Number(key, _map[key]);

    /// <summary>Yes or no.</summary>
    public bool Flag(string key) => _map[key] is bool flag ? flag : throw Wrong($"'{key}' is not true or false");

    /// <summary>Three numbers.</summary>
    public (double Z, double Y, double X) Triple(string key) =>
        _map[key] is object[] { Length: 3 } items
            ? (Number(key, items[0]), Number(key, items[1]), Number(key, items[2]))
            : throw Wrong($"'{key}' is not three numbers");

    /// <summary>Two numbers.</summary>
    public (float First, float Second) Pair(string key) =>
        _map[key] is object[] { Length: 2 } items
            ? ((float)Number(key, items[0]), (float)Number(key, items[1]))
            : throw Wrong($"'{key}' is not a pair of numbers");

    /// <summary>Two whole numbers of 32 bits.</summary>
    public (int First, int Second) TwoWhole(string key) =>
        _map[key] is object[] { Length: 2 } items
        && Whole(key, items[0]) is >= int.MinValue and <= int.MaxValue and var first
        && Whole(key, items[1]) is >= int.MinValue and <= int.MaxValue and var second
            ? ((int)first, (int)second)
            : throw Wrong($"'{key}' is not a pair of whole numbers");

    /// <summary>Texts.</summary>
    public string[] Texts(string key) => _map[key] is object[] items ? [.. items.OfType<string>()] : [];

    /// <summary>Maps in a list; none where there is no list.</summary>
    public IEnumerable<MessageMap> Maps(string key) =>
        _map[key] is object[] items ? items.OfType<IDictionary>().Select(map => new MessageMap(map)) : [];

    /// <summary>A map within.</summary>
    public MessageMap Map(string key) => _map[key] is IDictionary map ? new MessageMap(map) : throw Wrong($"'{key}' is not a map");

    /// <summary>Texts and whole numbers, as a ledger has them.</summary>
    public Dictionary<string, long> Counts()
    {
        var counts = new Dictionary<string, long>();
        foreach (DictionaryEntry entry in _map)
            if (entry.Key is string key)
                counts[key] = Whole(key, entry.Value);
        return counts;
    }

    /// <summary>A column of 32-bit values, little-endian.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="rows">How many there must be; below 0: any number.</param>
    public T[] Column<T>(string key, int rows = -1)
        where T : unmanaged
    {
        if (_map[key] is not byte[] bytes || bytes.Length % 4 != 0 || (rows >= 0 && bytes.Length != 4L * rows))
            throw Wrong($"column '{key}' does not hold {(rows < 0 ? "4 bytes a row" : $"{rows} rows of 4 bytes")}");
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    private static double Number(string key, object? value) =>
        value switch
        {
            double number => number,
            float number => number,
            _ => Whole(key, value),
        };

    private static long Whole(string key, object? value) =>
        value switch
        {
            byte number => number,
            sbyte number => number,
            short number => number,
            ushort number => number,
            int number => number,
            uint number => number,
            long number => number,
            ulong number when number <= long.MaxValue => (long)number,
            ulong => long.MaxValue,
            _ => throw Wrong($"'{key}' is not a number"),
        };

    private static InvalidDataException Wrong(string problem) =>
        new($"{problem}; the service and this viewer may be of different versions");
}
