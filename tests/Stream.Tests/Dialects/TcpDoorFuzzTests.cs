using System.Net.Sockets;
using System.Text;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Tests.Ingest;
using Cellect.Stream.Wire;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>The TCP door on damaged messages, through real connections: each is answered or its connection closed, and a good sender beside
/// them loses nothing. CELLECT_FUZZ_SECONDS says for how long, CELLECT_FUZZ_SEED which messages.</summary>
public class TcpDoorFuzzTests
{
    private const int Runs = 300;
    private static readonly VolumeShape Shape = new(3, 4, 5);
    private static readonly byte[] Pixels = TestVolumes.Pixels(Shape, VoxelType.UInt16, seed: 1);

    private static readonly string[] Sound =
    [
        """{"dtype":"uint16","shape":[3,4,5]}""",
        """{"dtype":"uint16","shape":[4,5],"t":1,"z":2,"planes":3,"voxel_um":[2,0.5,0.5]}""",
        """{"dtype":"int16","shape":[2,3,4,5],"t":7,"c":1,"exposure_end_ns":1790000000000000000}""",
        """{"end":true}""",
    ];

    [Fact]
    public async Task Door_DamagedMessages_AreAnsweredOrClosed_AndGoodOnesArrive()
    {
        var seed = Setting("CELLECT_FUZZ_SEED", 1);
        var random = new Random(seed);
        var mutator = new ByteMutator(random);
        await using var bench = new ReceiverBench(
            new IngestOptions
            {
                Endpoint = "tcp://127.0.0.1:0",
                TcpEndpoint = "tcp://127.0.0.1:0",
                DefaultVoxelMicrometres = "3,1,1",
                Limits = new WireLimits { MaxVolumeBytes = 1 << 16, MaxHeaderBytes = 4096 },
            },
            capacity: 4096
        );
        var door = new Uri(bench.Receiver.TcpEndpoint!);
        var answers = new HashSet<string>();
        var until = TimeProvider.System.GetTimestamp();
        for (var run = 0; run < Runs || TimeProvider.System.GetElapsedTime(until).TotalSeconds < Setting("CELLECT_FUZZ_SECONDS", 0); run++)
        {
            var message = Message(random);
            var damaged = mutator.Change(message, Message(random));
            answers.Add(Answer(door, damaged, $"seed {seed}, run {run}: {Convert.ToHexString(damaged)}"));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: {answers.Count} kinds of answer");
        Assert.True(answers.Count > 5, string.Join('\n', answers));
        // The good one is a series of its own: what the others began ends with their connections.
        Assert.Equal("{\"ok\":true}", Answer(door, [.. Encoding.UTF8.GetBytes(Sound[0] + "\n"), .. Pixels], "a good one"));
        while (true)
            if (await bench.NextAny() is VolumeReady ready)
                using (ready.Volume)
                    if (ready.Volume.Bytes.SequenceEqual(Pixels) && ready.Volume.Header.Shape == Shape)
                        break;
    }

    private static byte[] Message(Random random)
    {
        var line = Sound[random.Next(Sound.Length)];
        return [.. Encoding.UTF8.GetBytes(line + "\n"), .. Pixels[..random.Next(Pixels.Length + 1)]];
    }

    /// <summary>What the door says before it closes: the first line, without numbers; empty where it only closes.</summary>
    private static string Answer(Uri door, byte[] bytes, string what)
    {
        using var client = new TcpClient(door.Host, door.Port) { ReceiveTimeout = 30_000 };
        var stream = client.GetStream();
        try
        {
            stream.Write(bytes);
            client.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream);
            return new string([.. (reader.ReadLine() ?? "").Where(letter => !char.IsDigit(letter))]);
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // It was sent more than the door reads.
            return "reset";
        }
        catch (IOException e)
        {
            throw new TimeoutException($"no answer and not closed: {what}", e);
        }
    }

    private static int Setting(string key, int otherwise) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(key),
            System.Globalization.NumberStyles.Integer,
            System.Globalization.CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : otherwise;
}
