using MessagePack;

namespace Cellect.Data.Messages;

/// <summary>Answer to a control request that cannot be met: what was wrong and what is legal.</summary>
internal static class ErrorMessage
{
    public const string Type = "error";

    private static readonly MessageFields<string> Fields = new()
    {
        { "v", _ => 1 },
        { "type", _ => Type },
        { "error", error => error },
    };

    public static void Write(ref MessagePackWriter writer, string error) => Fields.WriteMap(ref writer, error);
}
