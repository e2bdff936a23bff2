using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Following;

/// <summary>
/// A folder that gets a file for each time point, whose number is its time. A file is complete when it has not changed for a while and all
/// its slices can be read; the first, when a second one is there besides. What is missing or torn is given up when two later files are
/// whole.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="channel">Channel from 0; null when the files must have only one.</param>
/// <param name="settle">How long a file must not have changed.</param>
/// <param name="time">Clock.</param>
internal sealed class GrowingFolder(string folder, int? channel, TimeSpan settle, TimeProvider time) : IGrowing
{
    // More in a row is a number of something else, a date or a serial number.
    private const int MostMissing = 10_000;

    private readonly Dictionary<string, (long Length, DateTime Written, long Since)> _seen = [];
    private readonly HashSet<string> _done = [];
    private string? _first;
    private byte[] _voxels = [];
    private int _next;

    public string Name { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    public GrowingShape? Shape { get; private set; }

    public GrowthStep Look()
    {
        var files = NumberedFiles.Numbered(folder);
        var waiting = files.Where(file => !_done.Contains(file.Path)).ToList();
        if (waiting.Count == 0 || files.Count < 2)
            return GrowthStep.Wait;
        var (number, path) = waiting[0];
        var t = _first is null ? 0 : number - files.First(file => file.Path == _first).Number;
        if (t < _next)
            return GiveUp(path, (int)Math.Max(t, 0), $"{path}: came when later time points had been sent");
        if (t - _next > MostMissing)
            throw new InvalidDataException(
                $"{path}: time point {t} after {_next - 1}; number the files by time point: t000.tif, t001.tif, ..."
            );
        if (t > _next)
            return waiting.Take(2).Count(file => IsWhole(file.Path)) == 2
                ? new GrowthStep(GrowthKind.GivenUp, _next, $"no file for time point {_next++} in {Name}: its number is missing")
                : GrowthStep.Wait;
        return IsWhole(path) ? Take(path)
            : waiting.Skip(1).Count(file => IsWhole(file.Path)) >= 2 ? GiveUp(path, t: (int)t, $"{path}: {Fault(path)}")
            : GrowthStep.Wait;
    }

    public void Read(Span<byte> voxels) => _voxels.CopyTo(voxels);

    public void Dispose() { }

    private GrowthStep Take(string path)
    {
        using var file = IVolumeFile.Open(path, channel);
        Shape ??= new GrowingShape(file.Shape, file.Type, file.Calibration.VoxelMicrometres);
        if (_voxels.Length == 0)
            _voxels = new byte[file.Shape.Voxels * file.Type.Bytes()];
        try
        {
            file.Read(_voxels);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Its pages are listed and not all written; it is looked at again when it has changed.
            _seen.Remove(path);
            return GrowthStep.Wait;
        }

        _first ??= path;
        _done.Add(path);
        return new GrowthStep(GrowthKind.Ready, _next++);
    }

    // What is torn before anything has been sent is no time point.
    private GrowthStep GiveUp(string path, int t, string reason)
    {
        _done.Add(path);
        if (_first is not null && t == _next)
            _next++;
        return new GrowthStep(GrowthKind.GivenUp, t, reason);
    }

    private bool IsWhole(string path) => HasSettled(path) && Fault(path) is null;

    private bool HasSettled(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            return false;
        if (!_seen.TryGetValue(path, out var before) || (before.Length, before.Written) != (info.Length, info.LastWriteTimeUtc))
            _seen[path] = before = (info.Length, info.LastWriteTimeUtc, time.GetTimestamp());
        return time.GetElapsedTime(before.Since) >= settle;
    }

    private string? Fault(string path)
    {
        try
        {
            using var file = IVolumeFile.Open(path, channel);
            return Shape is null || (file.Shape == Shape.Shape && file.Type == Shape.Type)
                ? null
                : $"{file.Shape} {file.Type}, the first file is {Shape.Shape} {Shape.Type}";
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
