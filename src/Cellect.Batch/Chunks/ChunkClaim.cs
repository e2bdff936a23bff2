using System.Diagnostics;
using System.Globalization;
using Cellect.Batch.Plans;

namespace Cellect.Batch.Chunks;

/// <summary>
/// Who is at a chunk: a file whose name tells it. It is taken by renaming it, which one of many can do; its time is renewed every few
/// seconds, so that others see that its owner lives.
/// </summary>
internal sealed class ChunkClaim : IDisposable
{
    // A worker elsewhere that has not been heard of for so long is dead: its machine was switched off, or cannot reach the folder.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    private readonly PlanFolder _folder;
    private readonly string _file;
    private readonly string _name;
    private readonly Timer _timer;

    private ChunkClaim(PlanFolder folder, int chunk, string file)
    {
        (_folder, _name, _file) = (folder, PlanFolder.Name(chunk), file);
        _timer = new Timer(_ => Renew(), null, TimeSpan.Zero, Beat);
    }

    /// <summary>This process, as others see it.</summary>
    public static string Own { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.MachineName}~{Environment.ProcessId}~{Seconds(Process.GetCurrentProcess())}"
        );

    /// <summary>Takes a chunk that nobody is at, or whose owner is dead; null: somebody is at it.</summary>
    /// <param name="folder">The plan's.</param>
    /// <param name="chunk">Its number.</param>
    /// <param name="owner">Who is at it, where it cannot be had.</param>
    public static ChunkClaim? Take(PlanFolder folder, int chunk, out string owner)
    {
        owner = "";
        var own = Path.Combine(folder.Taken, $"{PlanFolder.Name(chunk)}~{Own}");
        if (TryMove(Path.Combine(folder.Free, PlanFolder.Name(chunk)), own))
            return new ChunkClaim(folder, chunk, own);
        foreach (var taken in Directory.EnumerateFiles(folder.Taken, PlanFolder.Name(chunk) + "~*"))
        {
            owner = Path.GetFileName(taken)[(PlanFolder.Name(chunk).Length + 1)..];
            if (IsDead(folder, taken, owner) && TryMove(taken, own))
                return new ChunkClaim(folder, chunk, own);
        }

        return null;
    }

    /// <summary>Gives the chunk back, to be done by anyone.</summary>
    public void GiveBack()
    {
        _timer.Dispose();
        TryMove(_file, Path.Combine(_folder.Free, _name));
    }

    /// <summary>The chunk is done: nobody need take it again.</summary>
    public void Finish()
    {
        _timer.Dispose();
        File.Delete(_file);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    // Rename, which replaces what is there: no two find the same file to move.
    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
            return true;
        }
        catch (IOException) when (!File.Exists(from))
        {
            return false;
        }
    }

    private static bool IsDead(PlanFolder folder, string file, string owner)
    {
        var parts = owner.Split('~');
        if (parts.Length == 3 && parts[0] == Environment.MachineName)
            return !Lives(parts[1], parts[2]);
        return Now(folder) - File.GetLastWriteTimeUtc(file) > Silence;
    }

    private static bool Lives(string id, string started)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return Math.Abs(Seconds(process) - long.Parse(started, CultureInfo.InvariantCulture)) <= 2;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static long Seconds(Process process) => process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond;

    // The clock of the disk, not ours: the machines that share a folder need not agree.
    private static DateTime Now(PlanFolder folder)
    {
        var probe = Path.Combine(folder.Parts, $"clock~{Own}");
        File.WriteAllBytes(probe, [0]);
        var now = File.GetLastWriteTimeUtc(probe);
        File.Delete(probe);
        return now;
    }

    private void Renew()
    {
        try
        {
            // A file that has been taken over is not made again.
            using var file = new FileStream(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            file.SetLength(0);
            file.WriteByte(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next beat may get through; if none does, another worker does the same work once more.
        }
    }
}
