using System.Diagnostics;
using System.Globalization;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Live.Tests.Record;

/// <summary>A recording process is killed without warning (SIGKILL), at no particular place.</summary>
public class DurabilityTests
{
    private const string Recorded = "recorded ";

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(60)]
    [Trait("Speed", "Slow")]
    public async Task Kill_WhileRecording_LosesNothingThatWasComplete(int framesBefore)
    {
        using var folder = new TemporaryFolder();
        var (last, count) = await KillAsync(folder.Path, framesBefore);

        // As it lies there, before anything has looked after it.
        var reader = new RecordingReader(folder.Path);
        Assert.True(reader.LastT >= last, $"frame {last} was recorded, the last that can be read is {reader.LastT}");
        Assert.True(reader.Frames.Count >= count);
        TrackedFrame[] frames = [.. FakeSeries.Frames(RecordUntilKilled.Seed, reader.Frames.Count)];
        RecorderHarness.AssertHolds(folder.Path, frames);
        Assert.Equal(frames.Length, reader.Ledger()["processed"]);
        Assert.Equal(frames[^1].Header.T + 1, reader.Ledger().Values.Sum());
        Assert.False((bool)RecorderHarness.Session(folder.Path)["complete"]!);

        // The next start puts it in order.
        await using var next = RecorderHarness.Create(folder.Path);
        RecorderHarness.AssertHolds(folder.Path, frames);
        Assert.Equal(frames[^1].Header.T + 1, CtcValidator.Check(folder["01_RES"]).Count);
        var session = RecorderHarness.Session(folder.Path);
        Assert.True((bool)session["recovered"]!);
        Assert.Equal(frames.Length, (int)session["ledger"]!["processed"]!);
    }

    /// <summary>Starts a recording, lets it report some frames, and kills it.</summary>
    /// <returns>The last time point that it reported, and how many.</returns>
    private static async Task<(int Last, int Count)> KillAsync(string folder, int framesBefore)
    {
        using var child = StartRecording(folder, 0);
        try
        {
            var (last, count) = (-1, 0);
            while (count < framesBefore && await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
                if (line.StartsWith(Recorded, StringComparison.Ordinal))
                    (last, count) = (int.Parse(line[Recorded.Length..], CultureInfo.InvariantCulture), count + 1);
            Assert.Equal(framesBefore, count);
            return (last, count);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync();
        }
    }

    /// <summary>A process that records, and reports each frame.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="first">First time point, where it begins a series.</param>
    internal static Process StartRecording(string folder, int first)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                .. Host(),
                "-noColor",
                "-noLogo",
                "-explicit",
                "only",
                "-method",
                $"{typeof(RecordUntilKilled).FullName}.{nameof(RecordUntilKilled.Record)}",
            ]
        )
        {
            RedirectStandardOutput = true,
            Environment = { [RecordUntilKilled.Folder] = folder, [RecordUntilKilled.First] = first.ToString(CultureInfo.InvariantCulture) },
        };
        return Process.Start(start)!;
    }

    /// <summary>Run as <c>dotnet Live.Tests.dll</c> the process is dotnet, and needs the assembly's name first.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(DurabilityTests).Assembly.Location] : [];
}
