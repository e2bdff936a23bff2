using MessagePack;

namespace Cellect.Live.Publish;

/// <summary>A request on the control socket: a MessagePack map with <c>v</c> = 1 and <c>type</c>; other keys are passed over.</summary>
internal static class ControlRequest
{
    /// <summary>Largest request answered, bytes; also bounds how deep a map can nest.</summary>
    public const int MaxBytes = 4096;

    private const int Version = 1;

    /// <summary>Reads the type of a request.</summary>
    /// <param name="body">The request.</param>
    /// <param name="type">Its type.</param>
    /// <param name="seconds">Its <c>seconds</c>, for <c>arm</c>; 0 where it has none.</param>
    /// <returns>Null, or what is wrong with the request.</returns>
    public static string? Read(byte[] body, out string type, out double seconds)
    {
        (type, seconds) = ("", 0);
        if (body.Length > MaxBytes)
            return $"request of {body.Length} bytes; at most {MaxBytes}";
        try
        {
            var error = ReadMap(body, out var version, out var found, ref seconds);
            type = found ?? "";
            return error
                ?? (version != Version ? $"request version {version?.ToString() ?? "missing"}; this publisher speaks v = {Version}" : null)
                ?? (found is null ? "request has no 'type'; send a map with v and type" : null);
        }
        // ArgumentOutOfRange: what MessagePackReader throws on an extension of 2 GiB or more that is not there.
        catch (Exception e)
            when (e is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException)
        {
            return "request is not a MessagePack map with v and type";
        }
    }

    private static string? ReadMap(byte[] body, out long? version, out string? type, ref double seconds)
    {
        version = null;
        type = null;
        var reader = new MessagePackReader(body);
        var keys = reader.ReadMapHeader();
        for (var i = 0; i < keys; i++)
        {
            switch (reader.NextMessagePackType == MessagePackType.String ? reader.ReadString() : null)
            {
                case "v":
                    version = reader.ReadInt64();
                    break;
                case "type":
                    type = reader.ReadString();
                    break;
                case "seconds":
                    seconds = reader.NextMessagePackType == MessagePackType.Integer ? reader.ReadInt64() : reader.ReadDouble();
                    break;
                case null:
                    return "request has a key that is not a string";
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.End ? null : "request has bytes after its map";
    }
}
