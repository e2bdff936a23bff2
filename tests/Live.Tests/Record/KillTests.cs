using System.Diagnostics;
using System.Globalization;
using Cellect.Data.Recordings;
using Cellect.Live.Record;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Record;

/// <summary>
/// Kills a recording process at random moments, again and again, and lets the next one go on with the series; around time point 1000, where
/// all masks are renamed. CELLECT_KILL_SECONDS says for how long, CELLECT_FUZZ_SEED which moments.
/// </summary>
public class KillTests(ITestOutputHelper output)
{
    private const int NearTheRenaming = 960;

    // A recording of so many frames has seen the renaming; then another is begun.
    private const int EnoughFrames = 120;

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Kill_AtRandomMoments_EveryRecordingIsWholeAndGoesOn()
    {
        var seconds = Number("CELLECT_KILL_SECONDS", 3);
        var seed = Number("CELLECT_FUZZ_SEED", Environment.TickCount & 0xffff);
        var random = new Random(seed);
        output.WriteLine($"seed {seed}");
        var watch = Stopwatch.StartNew();
        var (kills, recordings) = (0, 0);
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            using var folder = new TemporaryFolder();
            recordings++;
            var frames = 0;
            do
            {
                await KillAsync(folder.Path, random);
                frames = Check(folder.Path);
                kills++;
            } while (frames is > 0 and < EnoughFrames && watch.Elapsed.TotalSeconds < seconds);
        }

        output.WriteLine($"{kills} kills, {recordings} recordings");
        Assert.True(kills > 0);
    }

    private static async Task KillAsync(string folder, Random random)
    {
        using var child = DurabilityTests.StartRecording(folder, NearTheRenaming);
        try
        {
            // Now and then before anything is written.
            if (random.Next(10) > 0)
                while (await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
                    if (line.StartsWith("recorded", StringComparison.Ordinal))
                        break;
            _ = child.StandardOutput.ReadToEndAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.NextDouble() * 250));
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    /// <summary>What must hold of a recording after its process was killed, before the next looks at it and after.</summary>
    /// <returns>Frames in it.</returns>
    private static int Check(string folder)
    {
        var found = new RecordingReader(folder).Frames;
        var frames = RecordUntilKilled.Series(NearTheRenaming).Take(found.Count).ToArray();
        if (found.Count > 0)
            RecorderHarness.AssertHolds(folder, frames);

        var interrupted = RecordingRecovery.Newest(folder, RecorderHarness.Info, [0], TimeProvider.System, NullLogger<Recorder>.Instance);
        Assert.Equal(found.Count > 0, interrupted is not null);
        if (interrupted is null)
            return 0;
        // The session file is replaced as a whole; the next one takes what a torn one left.
        var unfinished = Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories).Select(Path.GetFileName);
        Assert.DoesNotContain(unfinished, name => name != SessionFile.FileName + ".part");
        RecorderHarness.AssertHolds(folder, frames);
        Assert.Equal(RecordUntilKilled.State(interrupted.LastT), Assert.Single(interrupted.Populations).State!);
        var masks = CtcValidator.Check(Path.Combine(folder, "01_RES"));
        Assert.Equal(interrupted.LastT, masks.Keys.Max());
        return found.Count;
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
