namespace Cellect.Gate.Protocol;

/// <summary>Messages as they go over the wire: made once, sent to many.</summary>
internal static class WireForm
{
    /// <summary>A message of these parts.</summary>
    public static byte[] Of(params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        var size = 0L;
        foreach (var part in parts)
            size += FrameHeader.SizeFor(part.Length) + part.Length;
        var wire = GC.AllocateUninitializedArray<byte>(checked((int)size));
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            at += FrameHeader.Write(wire.AsSpan(at), parts[i].Length, more: i < parts.Length - 1);
            parts[i].Span.CopyTo(wire.AsSpan(at));
            at += parts[i].Length;
        }

        return wire;
    }

    /// <summary>A subscription, in the form of ZMTP 3.0.</summary>
    public static byte[] Subscription(ReadOnlySpan<byte> topic) => Of((byte[])[1, .. topic]);
}
