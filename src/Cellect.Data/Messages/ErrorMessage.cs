using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Answer to a control request that cannot be met: what was wrong and what is legal.</summary>
internal static class ErrorMessage
{
    public const string Type = "error";

    public static void Write(ref MessagePackWriter writer, string error)
    {
        writer.WriteMapHeader(3);
        writer.Write("v");
        writer.Write(1);
        writer.Write("type");
        writer.Write(Type);
        writer.Write("error");
        writer.Write(error);
    }
}
