namespace Cellect.Stream.Ingest;

/// <summary>What came through the plain TCP door and waits for the receiver.</summary>
/// <param name="Header">The line of JSON.</param>
/// <param name="Pixels">The bytes after it.</param>
/// <param name="Answer">Gets why it was of no use; null when it was.</param>
internal sealed record DoorMessage(byte[] Header, ReadOnlyMemory<byte> Pixels, TaskCompletionSource<string?> Answer);
