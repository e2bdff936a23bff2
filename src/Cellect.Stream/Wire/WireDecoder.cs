using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cellect.Data.Pixels;
using MessagePack;

namespace Cellect.Stream.Wire;

/// <summary>
/// Reads part 0 of a message: a MessagePack map of protocol version 1, or the JSON header of the array recipe.
/// Bad bytes give a <see cref="Malformed"/>, never an exception. Thread-safe.
/// </summary>
/// <param name="limits">Bounds, all checked here, before a caller takes memory for voxels.</param>
public sealed class WireDecoder(WireLimits limits)
{
    private readonly HeaderRules _rules = new(limits);

    /// <summary>The message that part 0 announces.</summary>
    /// <param name="part">Part 0 as received; nothing of it is kept.</param>
    /// <param name="message">A start, volume, plane or end message; shape and sizes are within the limits.</param>
    /// <param name="fault">Why there is none.</param>
    public bool TryDecode(
        ReadOnlyMemory<byte> part,
        [NotNullWhen(true)] out WireMessage? message,
        [NotNullWhen(false)] out Malformed? fault
    )
    {
        message = null;
        fault = null;
        if (part.Length > limits.MaxHeaderBytes)
            fault = new Malformed(
                MalformedReason.HeaderTooLarge,
                $"part 0 has {part.Length} bytes, the limit is {limits.MaxHeaderBytes}; pixels belong in later parts"
            );
        else if (part.IsEmpty)
            fault = new Malformed(MalformedReason.Truncated, "part 0 is empty");
        else
            message = Parse(part, out fault);
        return fault is null;
    }

    private WireMessage? Parse(ReadOnlyMemory<byte> part, out Malformed? fault)
    {
        try
        {
            return ParseMap(part, out fault);
        }
        // ArgumentOutOfRange: what MessagePackReader throws on a string of 2 GiB or more that is not there.
        catch (Exception e) when (e is EndOfStreamException or ArgumentOutOfRangeException)
        {
            fault = new Malformed(MalformedReason.Truncated, $"part 0 of {part.Length} bytes ends within its MessagePack map");
        }
        catch (Exception e) when (e is MessagePackSerializationException or JsonException or OverflowException or InvalidOperationException)
        {
            fault = new Malformed(MalformedReason.Garbage, $"part 0 of {part.Length} bytes is not one MessagePack map");
        }
        catch (InsufficientExecutionStackException)
        {
            fault = new Malformed(MalformedReason.HeaderTooLarge, $"part 0 has more than {limits.MaxDepth} levels of maps and arrays");
        }

        return null;
    }

    private WireMessage? ParseMap(ReadOnlyMemory<byte> part, out Malformed? fault)
    {
        if (
            part.Span[0]
            is not (>= MessagePackCode.MinFixMap and <= MessagePackCode.MaxFixMap or MessagePackCode.Map16 or MessagePackCode.Map32)
        )
            throw new MessagePackSerializationException("not a map");
        _rules.TryJudge(HeaderReader.Read(part, limits.MaxDepth), out var message, out fault);
        return message;
    }
}
