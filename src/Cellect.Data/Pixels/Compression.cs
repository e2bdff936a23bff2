namespace Cellect.Data.Pixels;

/// <summary>How the pixel parts of a message are packed. Each part is packed on its own.</summary>
public enum Compression
{
    /// <summary>Not at all; <c>none</c> on the wire.</summary>
    None,

    /// <summary>One LZ4 block (no frame, no stored size); <c>lz4</c> on the wire.</summary>
    Lz4,

    /// <summary>One Zstandard frame, RFC 8878, without a dictionary; <c>zstd</c> on the wire.</summary>
    Zstd,
}
