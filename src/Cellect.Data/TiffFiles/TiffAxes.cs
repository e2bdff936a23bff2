namespace Cellect.Data.TiffFiles;

/// <summary>Which page of a file is which slice, time point and channel.</summary>
/// <param name="Frames">Time points.</param>
/// <param name="Slices">Slices of a volume.</param>
/// <param name="Channels">Channels.</param>
/// <param name="From">Where this was read, for people.</param>
/// <param name="PageOf">Page of time point t, channel c, slice z at index (t * Channels + c) * Slices + z; -1: the file has none.</param>
internal sealed record TiffAxes(int Frames, int Slices, int Channels, string From, int[] PageOf)
{
    /// <summary>Names of the files of a series that has several, in the folder of the one that was opened; empty: that one alone.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>At the index of <see cref="PageOf"/>, which of <see cref="Files"/> has the page; empty: the one that was opened.</summary>
    public int[] FileOf { get; init; } = [];

    /// <summary>ImageJ's usual order of pages: channel fastest, then slice, then time.</summary>
    public const string UsualOrder = "czt";

    /// <summary>Pages in ImageJ's order: channel fastest, then slice, then time.</summary>
    public static TiffAxes ChannelsFirst(int frames, int slices, int channels, string from) =>
        InOrder(UsualOrder, frames, slices, channels, int.MaxValue, from);

    /// <summary>Pages in any order.</summary>
    /// <param name="order">The three axes, fastest first.</param>
    /// <param name="frames">Time points.</param>
    /// <param name="slices">Slices of a volume.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="there">Pages that the file has: an acquisition may have been stopped before the last.</param>
    /// <param name="from">Where this was read, for people.</param>
    /// <exception cref="InvalidDataException">The order is none of the three axes.</exception>
    public static TiffAxes InOrder(string order, int frames, int slices, int channels, int there, string from)
    {
        if (order.Length != 3 || !order.Contains('c') || !order.Contains('z') || !order.Contains('t'))
            throw new InvalidDataException($"page order '{order}' is not c, z and t once each, fastest first, such as czt or zct");
        var pages = new int[checked(frames * slices * channels)];
        var (perC, perZ, perT) = (
            Stride(order, 'c', frames, slices, channels),
            Stride(order, 'z', frames, slices, channels),
            Stride(order, 't', frames, slices, channels)
        );
        for (var t = 0; t < frames; t++)
        for (var c = 0; c < channels; c++)
        for (var z = 0; z < slices; z++)
        {
            var page = t * perT + c * perC + z * perZ;
            pages[(t * channels + c) * slices + z] = page < there ? page : -1;
        }

        return new TiffAxes(frames, slices, channels, from, pages);
    }

    // Pages between two neighbours along an axis: the lengths of the faster ones.
    private static int Stride(string order, char axis, int frames, int slices, int channels)
    {
        var stride = 1;
        foreach (var faster in order[..order.IndexOf(axis)])
            stride *= faster switch
            {
                'c' => channels,
                'z' => slices,
                _ => frames,
            };
        return stride;
    }

    /// <summary>Axes as OME-XML or ImageJ say them; null when the file has neither.</summary>
    /// <exception cref="InvalidDataException">The description contradicts itself or the file.</exception>
    public static TiffAxes? Described(TiffFile file) =>
        OmeHeader.Find(file) is { } ome ? OfOme(file, ome)
        : ImageJHeader.Find(file) is { } header ? OfImageJ(file, header)
        : ScanImageHeader.Find(file) is { } scan ? scan.Axes(file.Pages)
        : null;

    public override string ToString() => $"T={Frames} Z={Slices}{(Channels > 1 ? $" C={Channels}" : "")} ({From})";

    private static TiffAxes OfOme(TiffFile file, OmeHeader ome)
    {
        var (frames, slices, channels) = (ome.Size("SizeT"), ome.Size("SizeZ"), ome.Size("SizeC"));
        var pages = OmePages.Of(file, ome, frames, slices, channels);
        var from = $"OME-XML, {ome.DimensionOrder}{(pages.Files.Count > 1 ? $", {pages.Files.Count} files" : "")}";
        return new TiffAxes(frames, slices, channels, from, pages.PageOf) { Files = pages.Files, FileOf = pages.FileOf };
    }

    private static TiffAxes OfImageJ(TiffFile file, ImageJHeader header)
    {
        var (frames, slices, channels) = (header.Frames, header.Slices, header.Channels);
        var expected = (long)frames * slices * channels;
        // A file that breaks off, or an acquisition that was stopped, lacks pages at its end; those that are there keep their places.
        if (expected < file.Pages)
            throw new InvalidDataException(
                $"{file.Path}: its ImageJ description says frames={frames} slices={slices} channels={channels}, which is {expected} pages, "
                    + $"but the file has {file.Pages}; say how many pages a time point has with {file.Name}?slices=N"
            );
        var order = header.Order == UsualOrder ? "" : $", order={header.Order}";
        return InOrder(header.Order, frames, slices, channels, file.Pages, $"ImageJ description{order}");
    }
}
