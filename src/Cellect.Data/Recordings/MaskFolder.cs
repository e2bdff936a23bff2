using System.Globalization;
using Cellect.Data.Ctc;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// <c>01_RES</c>, of further populations <c>02_RES</c> and so on: the masks and the track file of a Cell Tracking Challenge result. Time
/// points without a volume get an empty mask, so that a program that counts files counts time points.
/// </summary>
/// <param name="recording">Folder of the recording.</param>
/// <param name="place">Place of the population among those of the recording, from 0.</param>
internal sealed class MaskFolder(string recording, int place = 0)
{
    /// <summary>Longest run of missing time points for which empty masks are written; a longer one leaves the files out.</summary>
    public const int MaxEmptyMasks = 100;

    public const string FolderName = "01_RES";

    private const string Prefix = "mask";
    private const string Extension = ".tif";
    private const int FewestDigits = 3;

    private readonly string _folder = Path.Combine(recording, NameOf(place));
    private int _digits = FewestDigits;

    private string TrackFile => Path.Combine(_folder, CtcTrackFile.FileName);

    /// <summary>The folder of a population's masks.</summary>
    /// <param name="place">Its place among those of the recording, from 0.</param>
    public static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{place + 1:D2}_RES");

    /// <summary>Makes the folder fit for the frames after <paramref name="last"/>: what an interrupted run left behind goes.</summary>
    /// <param name="last">Last time point recorded; -1: none.</param>
    /// <param name="labels">The labels of all frames recorded.</param>
    public void Open(int last, CtcLabels labels)
    {
        Directory.CreateDirectory(_folder);
        foreach (var unfinished in Directory.EnumerateFiles(_folder, "*.part"))
            File.Delete(unfinished);
        foreach (var (path, t) in Masks())
            if (t > last)
                File.Delete(path);
        WriteTracks(labels);
        // A process killed while it renamed left names of two lengths.
        _digits = DigitsOf(Math.Max(last, 0));
        Rename();
    }

    /// <summary>Writes the track file.</summary>
    public void WriteTracks(CtcLabels labels)
    {
        CtcTrackFile.Prepare(TrackFile, labels.Tracks);
        CtcTrackFile.Publish(TrackFile);
    }

    /// <summary>Writes the mask of a time point and the track file that goes with it.</summary>
    /// <param name="previous">Time point of the frame before; -1: none.</param>
    /// <param name="header">Time point, extent and voxel size.</param>
    /// <param name="mask">Labels, C order (z, y, x).</param>
    /// <param name="labels">The labels, this frame's included.</param>
    public void Write(int previous, VolumeHeader header, ReadOnlySpan<ushort> mask, CtcLabels labels)
    {
        CtcTrackFile.Prepare(TrackFile, labels.Tracks);
        Write(previous, header, mask);
        try
        {
            CtcTrackFile.Publish(TrackFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody reads the file just now (Windows); the next frame replaces it, and so does the end.
        }
    }

    /// <summary>Writes the mask of a time point alone, for who writes the track file once, at the end.</summary>
    /// <inheritdoc cref="Write(int, VolumeHeader, ReadOnlySpan{ushort}, CtcLabels)"/>
    public void Write(int previous, VolumeHeader header, ReadOnlySpan<ushort> mask)
    {
        UseDigits(header.T);
        WriteEmpty(previous + 1, header);
        WriteMask(PathOf(header.T), mask, header);
    }

    /// <summary>The mask of a time point; null: there is none.</summary>
    public string? Find(int t)
    {
        for (var digits = FewestDigits; digits <= DigitsOf(int.MaxValue); digits++)
            if (
                Path.Combine(_folder, Prefix + t.ToString($"D{digits}", CultureInfo.InvariantCulture) + Extension) is var path
                && File.Exists(path)
            )
                return path;
        return null;
    }

    private void WriteEmpty(int first, VolumeHeader header)
    {
        if (header.T == first || header.T - first > MaxEmptyMasks)
            return;
        WriteMask(PathOf(first), new ushort[header.Shape.Voxels], header);
        for (var t = first + 1; t < header.T; t++)
            File.Copy(PathOf(first), PathOf(t));
    }

    private static void WriteMask(string path, ReadOnlySpan<ushort> mask, VolumeHeader header) =>
        TiffVolumeWriter.Write(path, mask, header.Shape, header.VoxelMicrometres, TiffCompression.Deflate);

    /// <summary>All names have the same number of digits, so the thousandth frame renames the ones before.</summary>
    private void UseDigits(int t)
    {
        if (DigitsOf(t) <= _digits)
            return;
        _digits = DigitsOf(t);
        Rename();
    }

    private void Rename()
    {
        foreach (var (path, t) in Masks().ToList())
            if (path != PathOf(t))
                File.Move(path, PathOf(t), overwrite: true);
    }

    private static int DigitsOf(int t) => Math.Max(FewestDigits, t.ToString(CultureInfo.InvariantCulture).Length);

    private string PathOf(int t) => Path.Combine(_folder, Prefix + t.ToString($"D{_digits}", CultureInfo.InvariantCulture) + Extension);

    private IEnumerable<(string Path, int T)> Masks()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, Prefix + "*" + Extension))
            if (
                int.TryParse(
                    Path.GetFileNameWithoutExtension(path.AsSpan())[Prefix.Length..],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var t
                )
            )
                yield return (path, t);
    }
}
