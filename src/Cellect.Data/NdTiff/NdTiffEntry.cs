namespace Cellect.Data.NdTiff;

/// <summary>One plane of a set, as the index tells it.</summary>
/// <param name="Axes">Its place: <c>time</c>, <c>channel</c>, <c>z</c> and others, as texts.</param>
/// <param name="File">Name of the file that holds its pixels, within the folder of the set.</param>
/// <param name="Offset">Where they begin.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="PixelType">0: 8 bits; 1 and 3 to 6: 16 bits; 2: colour.</param>
internal sealed record NdTiffEntry(
    IReadOnlyDictionary<string, string> Axes,
    string File,
    long Offset,
    int Width,
    int Height,
    int PixelType
);
