using System.Globalization;
using System.Text;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Live.Record;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cellect.Live.Tests.Record;

/// <summary>Not a test: what <see cref="DurabilityTests"/> and <see cref="KillTests"/> run in a process of its own and kill.</summary>
public class RecordUntilKilled
{
    public const string Folder = "CELLECT_TEST_RECORD_TO";
    public const string First = "CELLECT_TEST_RECORD_FROM";
    public const int Seed = 42;
    public const int Frames = 2000;

    /// <summary>Begins a series, or goes on with one that was cut short, as the service does.</summary>
    [Fact(Explicit = true)]
    public async Task Record()
    {
        var folder = Environment.GetEnvironmentVariable(Folder);
        Assert.NotNull(folder);
        var first = int.Parse(Environment.GetEnvironmentVariable(First) ?? "0", CultureInfo.InvariantCulture);
        await using var output = Console.OpenStandardOutput();
        var continuation = new Continuation(
            RecordingRecovery.Newest(folder, RecorderHarness.Info, [0], TimeProvider.System, NullLogger<Recorder>.Instance)
        );
        var lastT = continuation.Waiting?.LastT ?? -1;
        await using var recorder = RecorderHarness.Create(folder, TimeProvider.System, continuation: continuation);
        var frames = Series(first).Where(frame => frame.Header.T > lastT).ToList();
        await RecorderHarness.BeginAsync(recorder, frames[0].Header);
        foreach (var frame in frames)
        {
            await RecorderHarness.WriteAsync(recorder, frame);
            output.Write(Encoding.ASCII.GetBytes($"recorded {frame.Header.T}\n"));
        }
    }

    /// <summary>The frames that are recorded; the state of each is its time point, many times over.</summary>
    internal static IEnumerable<TrackedFrame> Series(int first) =>
        FakeSeries.Frames(Seed, Frames, firstT: first).Select(frame => frame with { State = () => State(frame.Header.T) });

    public static byte[] State(int t)
    {
        var state = new byte[20_000];
        Array.Fill(state, (byte)t);
        return state;
    }
}
