namespace Cellect.Data.Zarr;

/// <summary>How the chunks of an image are packed.</summary>
internal enum ChunkCompression
{
    /// <summary>Not at all: as fast as the disk.</summary>
    None,

    /// <summary>A zlib stream, level 1: every Zarr reader knows it.</summary>
    Zlib,

    /// <summary>A Zstandard frame, level 1: smaller and faster than zlib.</summary>
    Zstd,
}
