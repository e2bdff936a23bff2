namespace Cellect.Dashboard.Documents;

/// <summary>What a browser is sent of one kind: whole in itself, so that a browser that missed some needs the newest alone.</summary>
/// <param name="Version">Grows with every document of any kind.</param>
/// <param name="Bytes">An event of Server-sent events, ready to be sent to everybody; never changed.</param>
internal sealed record Document(long Version, byte[] Bytes);
