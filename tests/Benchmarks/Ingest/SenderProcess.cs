using System.CommandLine;
using System.Diagnostics;
using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using NetMQ;
using NetMQ.Sockets;

namespace Cellect.Benchmarks.Ingest;

/// <summary><c>push</c>: a microscope as a process of its own, which sends as fast as its volumes are taken.</summary>
internal static class SenderProcess
{
    private const string Series = "ingest";
    private const int HighWaterMark = 4;

    /// <summary>The hidden command that the process runs.</summary>
    public static Command Create()
    {
        var to = new Option<string>("--to") { Required = true };
        var volumes = new Option<int>("--volumes") { Required = true };
        var shape = new Option<int[]>("--shape") { Required = true, AllowMultipleArgumentsPerToken = true };
        var command = new Command("push", "Started by ingest.") { to, volumes, shape };
        command.Hidden = true;
        command.SetAction(parse =>
        {
            var zyx = parse.GetRequiredValue(shape);
            Push(parse.GetRequiredValue(to), parse.GetRequiredValue(volumes), new VolumeShape(zyx[0], zyx[1], zyx[2]));
        });
        return command;
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string to, int volumes, VolumeShape shape)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
        foreach (
            var word in (IEnumerable<string>)
                [
                    Path.Combine(AppContext.BaseDirectory, "Benchmarks.dll"),
                    "push",
                    "--to",
                    to,
                    "--volumes",
                    $"{volumes}",
                    "--shape",
                    $"{shape.Z}",
                    $"{shape.Y}",
                    $"{shape.X}",
                ]
        )
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    private static void Push(string to, int volumes, VolumeShape shape)
    {
        Send(to, volumes, shape);
        // Without it the process ends before the last volumes have gone out.
        NetMQConfig.Cleanup(block: true);
    }

    private static void Send(string to, int volumes, VolumeShape shape)
    {
        using var socket = new PushSocket();
        socket.Options.SendHighWatermark = HighWaterMark;
        socket.Options.Linger = TimeSpan.FromSeconds(60);
        socket.Connect(to);
        var pixels = new byte[shape.Voxels * 2];
        new Random(1).NextBytes(pixels);
        for (var t = 0; t < volumes; t++)
        {
            var message = new NetMQMessage(2);
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
                    }
                )
            );
            message.Append(pixels);
            socket.SendMultipartMessage(message);
        }
    }
}
