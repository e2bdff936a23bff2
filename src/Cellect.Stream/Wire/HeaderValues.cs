using Cellect.Data.Volumes;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>Reads single values without throwing on a wrong type. A nil value counts as absent.</summary>
internal static class HeaderValues
{
    public static bool TryText(this ref MessagePackReader reader, out string? text)
    {
        text = reader.NextMessagePackType == MessagePackType.String ? reader.ReadString() : null;
        return text is not null || reader.IsNil;
    }

    public static bool TryInt64(this ref MessagePackReader reader, out long? value)
    {
        value = null;
        if (reader.NextMessagePackType != MessagePackType.Integer)
            return reader.IsNil;
        // Only an unsigned code can exceed the range; its value is then out of every range of the protocol.
        if (reader.NextCode == MessagePackCode.UInt64)
        {
            var unsigned = reader.ReadUInt64();
            if (unsigned > long.MaxValue)
                return false;
            value = (long)unsigned;
            return true;
        }

        value = reader.ReadInt64();
        return true;
    }

    public static bool TryInt32(this ref MessagePackReader reader, out int? value)
    {
        var ok = reader.TryInt64(out var wide);
        value = wide is >= int.MinValue and <= int.MaxValue ? (int)wide : null;
        return ok && wide.HasValue == value.HasValue;
    }

    public static bool TryUInt64(this ref MessagePackReader reader, out ulong? value)
    {
        value = null;
        if (reader.NextMessagePackType == MessagePackType.Integer && reader.NextCode == MessagePackCode.UInt64)
        {
            value = reader.ReadUInt64();
            return true;
        }

        var ok = reader.TryInt64(out var signed);
        value = signed is >= 0 ? (ulong)signed : null;
        return ok && signed is not < 0;
    }

    public static bool TryShape(this ref MessagePackReader reader, out VolumeShape? shape)
    {
        shape = null;
        if (reader.NextMessagePackType != MessagePackType.Array)
            return reader.IsNil;
        if (reader.ReadArrayHeader() != 3)
            return false;
        if (!reader.TryInt32(out var z) || !reader.TryInt32(out var y) || !reader.TryInt32(out var x))
            return false;
        if (z is null || y is null || x is null)
            return false;
        shape = new VolumeShape(z.Value, y.Value, x.Value);
        return true;
    }

    public static bool TryStamps(this ref MessagePackReader reader, out RecordedStamps? stamps)
    {
        stamps = null;
        if (reader.NextMessagePackType != MessagePackType.Array)
            return reader.IsNil;
        if (reader.ReadArrayHeader() != 2 || !reader.TryInt64(out var received) || !reader.TryInt64(out var linked))
            return false;
        if (received is not > 0 || linked is not > 0)
            return false;
        stamps = new RecordedStamps(received.Value, linked.Value);
        return true;
    }

    public static bool TryTriple(this ref MessagePackReader reader, out (double Z, double Y, double X)? triple)
    {
        triple = null;
        if (reader.NextMessagePackType != MessagePackType.Array)
            return reader.IsNil;
        if (reader.ReadArrayHeader() != 3)
            return false;
        if (!reader.TryNumber(out var z) || !reader.TryNumber(out var y) || !reader.TryNumber(out var x))
            return false;
        triple = (z, y, x);
        return true;
    }

    /// <summary>Skips one value; <c>MessagePackReader.Skip</c> recurses as deep as the data say.</summary>
    /// <exception cref="InsufficientExecutionStackException">The value is deeper than <paramref name="depth"/>.</exception>
    public static void SkipBounded(this ref MessagePackReader reader, int depth)
    {
        var type = reader.NextMessagePackType;
        if (type is not (MessagePackType.Array or MessagePackType.Map))
        {
            reader.Skip();
            return;
        }

        if (depth <= 0)
            throw new InsufficientExecutionStackException();
        long values = type == MessagePackType.Array ? reader.ReadArrayHeader() : 2L * reader.ReadMapHeader();
        for (; values > 0; values--)
            reader.SkipBounded(depth - 1);
    }

    /// <summary>A value for people: a number or a text as it is, anything else by its kind.</summary>
    public static string Describe(this MessagePackReader reader) =>
        reader.NextMessagePackType switch
        {
            MessagePackType.Integer when reader.NextCode == MessagePackCode.UInt64 => Text($"{reader.ReadUInt64()}"),
            MessagePackType.Integer => Text($"{reader.ReadInt64()}"),
            MessagePackType.Float => Text($"{reader.ReadDouble()}, a float"),
            MessagePackType.Boolean => reader.ReadBoolean() ? "true" : "false",
            MessagePackType.String => reader.ReadString() is { Length: <= 40 } text ? $"the text '{text}'" : "a long text",
            MessagePackType.Array => Text($"an array of {reader.ReadArrayHeader()}"),
            MessagePackType.Map => "a map",
            MessagePackType.Binary => "binary",
            _ => "of a kind that is not read",
        };

    private static string Text(FormattableString text) => text.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool TryNumber(this ref MessagePackReader reader, out double value)
    {
        var type = reader.NextMessagePackType;
        value = type is MessagePackType.Integer or MessagePackType.Float ? reader.ReadDouble() : double.NaN;
        return type is MessagePackType.Integer or MessagePackType.Float;
    }
}
