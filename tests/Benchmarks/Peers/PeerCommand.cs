using System.CommandLine;
using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Peers;

/// <summary>
/// <c>peer</c>: microscope and subscriber as a process of their own, as in life. Sends a volume, waits for its tracks, sends the next.
/// </summary>
internal static class PeerCommand
{
    private const string Series = "benchmark";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var to = new Option<string>("--to") { Required = true };
        var from = new Option<string>("--from") { Required = true };
        var volumes = new Option<int>("--volumes") { Required = true };
        var shape = new Option<int[]>("--shape") { Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("peer", "Started by overhead.") { to, from, volumes, shape };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            var zyx = parse.GetRequiredValue(shape);
            Run(
                parse.GetRequiredValue(to),
                parse.GetRequiredValue(from),
                parse.GetRequiredValue(volumes),
                new VolumeShape(zyx[0], zyx[1], zyx[2])
            );
        });
        return command;
    }

    private static void Run(string to, string from, int volumes, VolumeShape shape)
    {
        using var subscription = new Subscription(from);
        using var sender = new PushSocket();
        sender.Options.Linger = Timeout;
        sender.Connect(to);
        var pixels = new[] { Pixels(shape, 1), Pixels(shape, 2) };
        for (var t = 0; t < volumes; t++)
        {
            var sent = Send(sender, shape, t, pixels[t % 2]);
            Console.WriteLine(Await(subscription, t, sent));
        }

        sender.SendFrame(
            WireEncoder.Encode(
                new EndMessage
                {
                    Series = Series,
                    Seq = (ulong)volumes,
                    LastT = volumes - 1,
                }
            )
        );
    }

    private static long Send(PushSocket sender, VolumeShape shape, int t, byte[] pixels)
    {
        var sent = TimeProvider.System.UtcNanoseconds();
        var message = new NetMQMessage();
        message.Append(
            WireEncoder.Encode(
                new VolumeMessage
                {
                    Series = Series,
                    Seq = (ulong)t,
                    T = t,
                    Shape = shape,
                    Type = VoxelType.UInt16,
                    VoxelMicrometres = new VoxelSize(2, 0.4, 0.4),
                    ExposureEndNs = sent,
                }
            )
        );
        message.Append(pixels);
        sender.SendMultipartMessage(message);
        return sent;
    }

    private static PeerLine Await(Subscription subscription, int t, long sent)
    {
        while (true)
        {
            var message = subscription.Next();
            var delivered = TimeProvider.System.UtcNanoseconds();
            if ((string)message["type"] != "tracks")
                continue;
            long Stamp(string key) => Convert.ToInt64(message[key]);
            if (Stamp("t") != t || Stamp("exposure_end_ns") != sent)
                throw new InvalidDataException($"tracks of t {Stamp("t")} came after volume {t} was sent");
            return new PeerLine(
                t,
                (int)Stamp("n"),
                sent,
                Stamp("received_ns"),
                Stamp("assembled_ns"),
                Stamp("inferred_ns"),
                Stamp("linked_ns"),
                Stamp("published_ns"),
                delivered
            );
        }
    }

    private static byte[] Pixels(VolumeShape shape, int seed)
    {
        var bytes = new byte[shape.Voxels * sizeof(ushort)];
        new Random(seed).NextBytes(bytes);
        // Twelve bits, as cameras give.
        foreach (ref var value in MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan()))
            value &= 0x0FFF;
        return bytes;
    }
}
