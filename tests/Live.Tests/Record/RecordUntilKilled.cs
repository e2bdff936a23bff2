using System.Text;
using Cellect.Testing;

namespace Cellect.Live.Tests.Record;

/// <summary>Not a test: what <see cref="DurabilityTests"/> runs in a process of its own and kills.</summary>
public class RecordUntilKilled
{
    public const string Folder = "CELLECT_TEST_RECORD_TO";
    public const int Seed = 42;
    public const int Frames = 2000;

    [Fact(Explicit = true)]
    public async Task Record()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.NotNull(folder);
        await using var output = Console.OpenStandardOutput();
        await using var recorder = RecorderHarness.Create(folder, TimeProvider.System);
        var frames = FakeSeries.Frames(Seed, Frames);
        await RecorderHarness.BeginAsync(recorder, frames.First().Header);
        foreach (var frame in frames)
        {
            await RecorderHarness.WriteAsync(recorder, frame);
            output.Write(Encoding.ASCII.GetBytes($"recorded {frame.Header.T}\n"));
        }
    }
}
