using System.Globalization;
using System.Text;
using Cellect.Stream.Wire;
using Cellect.Stream.Wire.Recognition;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Dialects;

/// <summary>Damaged messages of every dialect: each is a message or a fault, never an exception, and takes no memory for what is not there.
/// CELLECT_FUZZ_SEED says which.</summary>
public class DialectFuzzTests
{
    private const int Runs = 5000;
    private static readonly WireLimits Limits = new() { MaxVolumeBytes = 1 << 16, MaxHeaderBytes = 4096 };

    public static TheoryData<string, byte[][][]> Dialects() =>
        new()
        {
            {
                "array recipe",
                [
                    [Text("""{"dtype":"uint16","shape":[2,3,4,5],"voxel_um":[1,1,NaN],"t":3}"""), Pixels(240)],
                    [Text("images"), Text("""{"dtype":">i2","shape":[3,4,5]}"""), Pixels(120)],
                    [Text("volume"), Text("uint16"), Text("(3, 4, 5)"), Pixels(120)],
                    [Text("""["volume","uint16",[3,4,5]]"""), Pixels(120)],
                ]
            },
            {
                "array-1.0",
                [
                    [
                        Text("""{"htype":"array-1.0","type":"uint16","shape":[3,4,5],"frame":7,"timeStamp":1.5,"ndattr":{"z":1}}"""),
                        Pixels(120),
                    ],
                    [Text("""{"htype":"array-1.0","type":"uint8","shape":["4","5"],"frame":8,"endianess":"big"}"""), Pixels(20)],
                ]
            },
            {
                "DECTRIS stream V2",
                [
                    [DialectTests.DectrisMessages.Start(7, 3)],
                    [DialectTests.DectrisMessages.Image(7, 0, 4, 5, new ushort[20], "")],
                    [DialectTests.DectrisMessages.Image(7, 1, 4, 5, new ushort[20], "lz4")],
                    [DialectTests.DectrisMessages.Image(7, 2, 4, 5, new ushort[20], "bslz4")],
                    [DialectTests.DectrisMessages.End(7)],
                ]
            },
            {
                "Micro-Manager",
                [
                    [
                        Text("NewImage [5.0, 4.0, 1.0, 0.0, 2.0, 12.5]"),
                        Text("2"),
                        Text("""Metadata {"z-step_um":2.0,"PixelSizeUm":0.5}"""),
                        Pixels(40),
                    ],
                    [Text("NewImage [5.0, 4.0, 1.0, 0.0, 2.0, 12.5]"), Text("1"), Pixels(20)],
                    [Text("""Acquisition {"class":"DefaultAcquisitionEndedEvent"}""")],
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Read_DamagedMessages_IsAMessageOrAFault(string dialect, byte[][][] sound)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CELLECT_FUZZ_SEED"), CultureInfo.InvariantCulture, out var told)
            ? told
            : 1;
        var random = new Random(seed);
        var mutator = new ByteMutator(random);
        var reader = new MessageReader(Limits);
        var readings = new List<Reading>();
        var answers = new HashSet<string>();
        // Sound first: a reader that refuses what it should read is no reader.
        foreach (var message in sound)
        {
            Assert.Null(reader.Read(message[0], new Parts(message[1..]), readings));
            Assert.StartsWith(dialect, reader.Dialect, StringComparison.OrdinalIgnoreCase);
        }

        for (var run = 0; run < Runs; run++)
        {
            var message = sound[random.Next(sound.Length)].ToArray();
            var other = sound[random.Next(sound.Length)];
            for (var i = 1 + random.Next(2); i > 0; i--)
            {
                var at = random.Next(message.Length);
                message[at] = mutator.Change(message[at], other[random.Next(other.Length)]);
            }

            if (random.Next(10) == 0)
                message = message[..(1 + random.Next(message.Length))];
            try
            {
                answers.Add(reader.Read(message[0], new Parts(message[1..]), readings)?.Reason.ToString() ?? $"{readings.Count}");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed}, run {run}: {string.Join(' ', message.Select(Convert.ToHexString))}", e);
            }

            foreach (var reading in readings)
                if (reading.Message is ImageMessage image)
                    Assert.InRange(image.PlaneBytes, 1, Limits.MaxVolumeBytes);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{dialect}, seed {seed}: {string.Join(", ", answers.Order())}");
        Assert.True(answers.Count > 3, $"{dialect}: {string.Join(", ", answers)}");
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Pixels(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)(i * 7))];

    private sealed class Parts(byte[][] parts) : IPartSource
    {
        private int _next;

        public bool HasMore => _next < parts.Length;

        public ReadOnlySpan<byte> Next() => parts[_next++];
    }
}
