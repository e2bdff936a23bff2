namespace Cellect.Data.TiffFiles;

/// <summary>How the pages of a TIFF file are packed; every choice is lossless and read by Fiji, Python and the CTC programs.</summary>
public enum TiffCompression
{
    /// <summary>Raw voxels: fastest to write.</summary>
    None,

    /// <summary>Lempel–Ziv–Welch.</summary>
    Lzw,

    /// <summary>zlib: smallest, and very small for label masks.</summary>
    Deflate,
}
