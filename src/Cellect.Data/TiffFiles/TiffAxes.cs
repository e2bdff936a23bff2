namespace Cellect.Data.TiffFiles;

/// <summary>Which page of a file is which slice, time point and channel.</summary>
/// <param name="Frames">Time points.</param>
/// <param name="Slices">Slices of a volume.</param>
/// <param name="Channels">Channels.</param>
/// <param name="From">Where this was read, for people.</param>
/// <param name="PageOf">Page of time point t, channel c, slice z at index (t * Channels + c) * Slices + z; -1: the file has none.</param>
internal sealed record TiffAxes(int Frames, int Slices, int Channels, string From, int[] PageOf)
{
    /// <summary>Pages in ImageJ's order: channel fastest, then slice, then time.</summary>
    public static TiffAxes ChannelsFirst(int frames, int slices, int channels, string from)
    {
        var pages = new int[checked(frames * slices * channels)];
        for (var t = 0; t < frames; t++)
        for (var c = 0; c < channels; c++)
        for (var z = 0; z < slices; z++)
            pages[(t * channels + c) * slices + z] = (t * slices + z) * channels + c;
        return new TiffAxes(frames, slices, channels, from, pages);
    }

    /// <summary>Axes as OME-XML or ImageJ say them; null when the file has neither.</summary>
    /// <exception cref="InvalidDataException">The description contradicts itself or the file.</exception>
    public static TiffAxes? Described(TiffFile file) =>
        OmeHeader.Find(file) is { } ome ? OfOme(file, ome)
        : ImageJHeader.Find(file) is { } header ? OfImageJ(file, header)
        : null;

    public override string ToString() => $"T={Frames} Z={Slices}{(Channels > 1 ? $" C={Channels}" : "")} ({From})";

    private static TiffAxes OfOme(TiffFile file, OmeHeader ome)
    {
        var (frames, slices, channels) = (ome.Size("SizeT"), ome.Size("SizeZ"), ome.Size("SizeC"));
        return new TiffAxes(frames, slices, channels, $"OME-XML, {ome.DimensionOrder}", OmePages.Of(file, ome, frames, slices, channels));
    }

    private static TiffAxes OfImageJ(TiffFile file, ImageJHeader header)
    {
        var (frames, slices, channels) = (header.Frames, header.Slices, header.Channels);
        var expected = (long)frames * slices * channels;
        // A file that breaks off has lost pages from its end; those that are there keep their places.
        if (expected != file.Pages && !(file.BrokenOff is not null && expected == header.Images))
            throw new InvalidDataException(
                $"{file.Path}: its ImageJ description says frames={frames} slices={slices} channels={channels}, which is {expected} pages, "
                    + $"but the file has {file.Pages}; say how many pages a time point has with {file.Name}?slices=N"
            );
        return ChannelsFirst(frames, slices, channels, "ImageJ description");
    }
}
