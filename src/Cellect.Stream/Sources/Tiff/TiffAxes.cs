using Cellect.Stream.Volumes;

namespace Cellect.Stream.Sources.Tiff;

/// <summary>Which page of a file is which slice, time point and channel, and the units where the file says them.</summary>
internal sealed record TiffAxes
{
    public required int Frames { get; init; }

    public required int Slices { get; init; }

    public required int Channels { get; init; }

    /// <summary>Where this was read, for people.</summary>
    public required string From { get; init; }

    /// <summary>Page of time point t, channel c, slice z at index (t * Channels + c) * Slices + z; -1: the file has none.</summary>
    public required int[] PageOf { get; init; }

    public VoxelSize? VoxelMicrometres { get; init; }

    public TimeSpan? Interval { get; init; }

    public override string ToString() => $"T={Frames} C={Channels} Z={Slices} ({From})";

    /// <summary>The pages in ImageJ's order: channel fastest, then slice, then time.</summary>
    public static int[] ChannelsFirst(int frames, int slices, int channels)
    {
        var pages = new int[checked(frames * slices * channels)];
        for (var t = 0; t < frames; t++)
            for (var c = 0; c < channels; c++)
                for (var z = 0; z < slices; z++)
                    pages[(t * channels + c) * slices + z] = (t * slices + z) * channels + c;
        return pages;
    }

    /// <summary>Axes as OME-XML or ImageJ say them; null when the file has neither.</summary>
    /// <exception cref="InvalidDataException">The description contradicts itself or the file.</exception>
    public static TiffAxes? Described(TiffFile file) => OmeHeader.Find(file) ?? (ImageJHeader.Find(file) is { } header ? OfImageJ(file, header) : null);

    private static TiffAxes OfImageJ(TiffFile file, ImageJHeader header)
    {
        var (frames, slices, channels) = (header.Frames, header.Slices, header.Channels);
        // Fiji leaves the axis out where a stack has only one.
        if (frames == 1 && slices == 1 && channels == 1)
            slices = file.BrokenOff is null ? file.Pages : header.Images;
        var expected = (long)frames * slices * channels;
        if (file.BrokenOff is null && expected != file.Pages)
            throw new InvalidDataException(
                $"{file.Path}: its ImageJ description says frames={frames} slices={slices} channels={channels}, which is {expected} pages, " +
                $"the file has {file.Pages}; say how many pages a time point has with ?slices=N");
        var resolution = file.PixelsPerUnit;
        return new TiffAxes
        {
            Frames = frames,
            Slices = slices,
            Channels = channels,
            From = "ImageJ description",
            PageOf = ChannelsFirst(frames, slices, channels),
            VoxelMicrometres = Voxel(header.SpacingMicrometres, header.UnitMicrometres / resolution.Y, header.UnitMicrometres / resolution.X),
            Interval = header.Interval,
        };
    }

    /// <summary>The voxel where all three lengths are known and possible, else null.</summary>
    public static VoxelSize? Voxel(double? z, double? y, double? x) =>
        z is { } dz && y is { } dy && x is { } dx && new VoxelSize(dz, Tidy(dy), Tidy(dx)) is { IsValid: true } size ? size : null;

    // Resolution tags are fractions: 1 / 2.463054 shall read 0.406.
    private static double Tidy(double value) => double.IsFinite(value) && value > 0 ? double.Parse(value.ToString("G6")) : value;
}
