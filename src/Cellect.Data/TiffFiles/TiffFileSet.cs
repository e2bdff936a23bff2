namespace Cellect.Data.TiffFiles;

/// <summary>The files of one series: the one that was opened, and those beside it that its OME-XML names, opened as they are
/// needed.</summary>
/// <param name="first">The one that was opened; owned.</param>
internal sealed class TiffFileSet(TiffFile first) : IDisposable
{
    private const int MostOpen = 16;

    private readonly Dictionary<string, TiffFile> _others = [];

    /// <summary>The file that was opened.</summary>
    public TiffFile First => first;

    /// <summary>Reads one plane, little-endian, C order (y, x).</summary>
    /// <param name="axes">Where it is.</param>
    /// <param name="index">Index of <see cref="TiffAxes.PageOf"/>.</param>
    /// <param name="destination">As many bytes as a plane has.</param>
    /// <exception cref="InvalidDataException">The page is damaged, missing, or not like those of the first file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void ReadPage(TiffAxes axes, int index, Span<byte> destination)
    {
        var number = axes.FileOf.Length == 0 ? 0 : axes.FileOf[index];
        (number == 0 ? first : Other(axes.Files[number])).ReadPage(axes.PageOf[index], destination);
    }

    public void Dispose()
    {
        CloseOthers();
        first.Dispose();
    }

    private TiffFile Other(string name)
    {
        if (_others.TryGetValue(name, out var file))
            return file;
        if (_others.Count == MostOpen)
            CloseOthers();
        file = new TiffFile(Path.Combine(Path.GetDirectoryName(first.Path)!, name));
        if (file.Plane == first.Plane)
            return _others[name] = file;
        file.Dispose();
        throw new InvalidDataException($"{file.Path}: pages of {file.Plane}, those of {first.Name} are {first.Plane}; all must be alike");
    }

    private void CloseOthers()
    {
        foreach (var other in _others.Values)
            other.Dispose();
        _others.Clear();
    }
}
