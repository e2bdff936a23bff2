using System.Text;
using System.Text.Json;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Wire.Recipe;

/// <summary>
/// The variants of the pyzmq recipe: a JSON object and the array; a topic in front of both; a JSON list of objects and as many arrays;
/// name, dtype, shape and array as four parts or as a JSON list and the array.
/// </summary>
internal sealed class RecipeDialect(HeaderRules rules, WireLimits limits) : IDialect
{
    public string Name => "array recipe";

    public bool Recognises(ReadOnlySpan<byte> first) => true;

    public Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings)
    {
        if (first.Span is [(byte)'{', ..])
            return ReadObject(first, parts, readings);
        if (first.Span is [(byte)'[', ..])
            return ReadList(first, parts, readings);
        if (!IsText(first.Span) || !parts.HasMore)
            return NoHeader(first.Span);
        var name = LenientJson.Beginning(first.Span);
        var second = parts.Next().ToArray();
        if (second is [(byte)'{', ..])
            return ReadObject(second, parts, readings);
        if (second is [(byte)'[', ..])
            return ReadList(second, parts, readings);
        return ReadFour(name, second, parts, readings);
    }

    private Malformed? ReadObject(ReadOnlyMemory<byte> header, IPartSource parts, List<Reading> readings)
    {
        if (TooLong(header) is { } fault)
            return fault;
        var bad = RecipeReader.Read(header, rules, limits.MaxDepth, out var message);
        if (message is not null)
            readings.Add(new Reading(message, parts));
        return bad;
    }

    /// <summary><c>[name, dtype, shape]</c> and one array, or a list of headers and as many arrays.</summary>
    private Malformed? ReadList(ReadOnlyMemory<byte> header, IPartSource parts, List<Reading> readings)
    {
        if (TooLong(header) is { } fault)
            return fault;
        try
        {
            using var json = LenientJson.Parse(header, limits.MaxDepth);
            var items = json.RootElement.EnumerateArray().ToList();
            if (items is [{ ValueKind: JsonValueKind.String }, { ValueKind: JsonValueKind.String } dtype, { } shape, ..])
                return ReadNamed(dtype.GetString()!, shape, parts, readings);
            foreach (var item in items)
            {
                if (RecipeReader.Read(Encoding.UTF8.GetBytes(item.GetRawText()), rules, limits.MaxDepth, out var message) is { } bad)
                    return bad;
                if (!parts.HasMore)
                    return new Malformed(MalformedReason.PartCount, $"a list of {items.Count} headers needs as many arrays; too few came");
                readings.Add(new Reading(message!, new Part(parts.Next().ToArray())));
            }

            return readings.Count > 0 ? null : NoHeader(header.Span);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NoHeader(header.Span);
        }
    }

    /// <summary>Four parts: name, dtype, shape, array.</summary>
    private Malformed? ReadFour(string name, byte[] dtype, IPartSource parts, List<Reading> readings)
    {
        if (!IsText(dtype) || ArrayHeader.LayoutOf(Encoding.ASCII.GetString(dtype)) is null || !parts.HasMore)
            return new Malformed(
                MalformedReason.Garbage,
                $"part 0 is {name} and no header follows it: {LenientJson.Beginning(dtype)}; leave the topic part out, or send "
                    + "{\"dtype\": \"uint16\", \"shape\": [z, y, x]} after it"
            );
        // A Python tuple is a list with round brackets.
        var shape = Encoding.ASCII.GetString(parts.Next()).Replace('(', '[').Replace(')', ']').Replace(",]", "]", StringComparison.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(shape);
            return ReadNamed(Encoding.ASCII.GetString(dtype), json.RootElement, parts, readings);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ArrayHeader.BadShape(LenientJson.Beginning(Encoding.ASCII.GetBytes(shape)));
        }
    }

    private Malformed? ReadNamed(string dtype, JsonElement shape, IPartSource parts, List<Reading> readings)
    {
        if (ArrayHeader.LayoutOf(dtype) is not { } layout)
            return ArrayHeader.BadDtype($"'{dtype}'");
        if (ArrayHeader.Extents(shape) is not { } extents)
            return ArrayHeader.BadShape(LenientJson.Describe(shape));
        var header = new ArrayHeader
        {
            Layout = layout,
            Shape = new VolumeShape(extents.Length > 2 ? extents[^3] : 1, extents[^2], extents[^1]),
            Channels = extents.Length == 4 ? extents[0] : 1,
            IsSlice = extents.Length == 2,
        };
        var fault = header.ToMessage(rules, [], out var message);
        if (message is not null)
            readings.Add(new Reading(message, parts));
        return fault;
    }

    private Malformed? TooLong(ReadOnlyMemory<byte> header) =>
        header.Length > limits.MaxHeaderBytes
            ? new Malformed(
                MalformedReason.HeaderTooLarge,
                $"the header has {header.Length} bytes, the limit is {limits.MaxHeaderBytes}; pixels belong in later parts"
            )
            : null;

    private static Malformed NoHeader(ReadOnlySpan<byte> first) =>
        new(
            MalformedReason.Garbage,
            $"part 0 of {first.Length} bytes begins with {LenientJson.Beginning(first)}; it is neither a MessagePack map nor JSON "
                + "{\"dtype\": \"uint16\", \"shape\": [z, y, x]}"
        );

    private static bool IsText(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty || part.Length > 256)
            return false;
        foreach (var b in part)
            if (b is < 0x20 or > 0x7e)
                return false;
        return true;
    }
}
