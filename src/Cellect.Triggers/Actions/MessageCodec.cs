using MessagePack;

namespace Cellect.Triggers.Actions;

/// <summary>The same map as JSON or as MessagePack.</summary>
internal static class MessageCodec
{
    private static readonly MessagePackSerializerOptions Untrusted = MessagePackSerializerOptions.Standard.WithSecurity(
        MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(8)
    );

    /// <summary>JSON in the form in which it is sent.</summary>
    public static byte[] Encode(byte[] json, MessageForm form) =>
        form == MessageForm.Json ? json : MessagePackSerializer.ConvertFromJson(System.Text.Encoding.UTF8.GetString(json), Untrusted);

    /// <summary>A reply in either form: a JSON map begins with a brace (or blanks), a MessagePack map with neither.</summary>
    /// <exception cref="FormatException">Not a reply; says what is wrong.</exception>
    public static MicroscopeReply Decode(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > MicroscopeReply.MaxBytes)
            throw new FormatException($"a reply of {body.Length} bytes; 1 to {MicroscopeReply.MaxBytes}");
        if (body.Span[0] is (byte)'{' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            return MicroscopeReply.Read(body);
        try
        {
            return MicroscopeReply.Read(System.Text.Encoding.UTF8.GetBytes(MessagePackSerializer.ConvertToJson(body, Untrusted)));
        }
        // ArgumentOutOfRange: what MessagePackReader throws on an extension of 2 GiB or more that is not there.
        catch (Exception e)
            when (e is MessagePackSerializationException or EndOfStreamException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new FormatException("neither a JSON nor a MessagePack map", e);
        }
    }
}
