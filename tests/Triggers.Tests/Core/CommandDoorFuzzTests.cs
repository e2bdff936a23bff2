using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Cellect.Data.Status;
using Cellect.Testing;
using Cellect.Triggers.Control;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Core;

/// <summary>The command door on damaged lines, through real connections: nothing arms, every line is answered or passed over, and the door
/// goes on. CELLECT_FUZZ_SECONDS says for how long, CELLECT_FUZZ_SEED which lines.</summary>
public class CommandDoorFuzzTests
{
    [Fact]
    public async Task Door_DamagedLines_NothingArmsAndItGoesOn()
    {
        var seconds = Setting("CELLECT_FUZZ_SECONDS", 2);
        var seed = Setting("CELLECT_FUZZ_SEED", 1);
        var random = new Random(seed);
        var mutator = new ByteMutator(random);
        await using var harness = new TriggerHarness();
        await harness.FrameAsync(0);
        var door = CommandEndpoint.Parse(harness.Session.CommandEndpoint);
        string[] sound =
        [
            harness.Token.Sign("arm 60", harness.Time.GetUtcNow()),
            harness.Token.Sign("putback by-hand", harness.Time.GetUtcNow()),
            "arm 60 nonce=1 time=1700000000 mac=" + new string('0', 64),
            "status",
            "outcome",
            "disarm",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        ];
        var (runs, answers) = (0, new HashSet<string>());
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds || runs < 100; runs++)
        {
            var line = Encoding.UTF8.GetBytes(sound[random.Next(sound.Length)]);
            var damaged = mutator.Change(line, Encoding.UTF8.GetBytes(sound[random.Next(sound.Length)]));
            // A change may take nothing away: what is signed right may arm.
            if (sound.Take(2).Any(s => Encoding.UTF8.GetString(damaged).Trim().Split('\n')[0].Trim() == s))
                continue;
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 10_000 };
            socket.Connect(door);
            if (random.Next(2) == 0)
                damaged = [.. damaged, (byte)'\n'];
            socket.Send(damaged);
            socket.Shutdown(SocketShutdown.Send);
            answers.Add(Answer(socket).Split(' ')[0]);
            Assert.True(harness.Status.Mode != TriggerMode.Armed, $"seed {seed}, run {runs}: {Convert.ToHexString(damaged)}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{runs} lines, seed {seed}: {string.Join(", ", answers)}");
        Assert.StartsWith("stopped", CommandClient.Ask(harness.Session.CommandEndpoint, "stop"), StringComparison.Ordinal);
        Assert.DoesNotContain("armed", await harness.CloseAsync());
    }

    private static string Answer(Socket socket)
    {
        var (bytes, length) = (new byte[4096], 0);
        try
        {
            while (length < bytes.Length && socket.Receive(bytes, length, bytes.Length - length, SocketFlags.None) is > 0 and var got)
                length += got;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // It was sent more than it reads.
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static int Setting(string key, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(key), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
