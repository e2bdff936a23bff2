using System.Text;
using System.Text.Json.Nodes;
using Cellect.Data.Volumes;
using Cellect.Replay;
using Cellect.Replay.Microscope;
using Cellect.Testing;
using MessagePack;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Stream.Tests.Replay;

public class SimulatedMicroscopeTests
{
    private static readonly VolumeShape Shape = new(2, 4, 6);
    private static readonly VoxelSize Voxel = new(2, 0.5, 0.5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Answer_Change_IsCarriedOutAndReadBackInTheSameForm(bool packed)
    {
        var microscope = Microscope();
        var reply = Ask(
            microscope,
            """{"v":1,"type":"action","key":"a","change":{"interval_s":2.5,"power_percent":30,"extras":{"mode":"fast"}}}""",
            packed
        );
        Assert.True((bool)reply["ok"]!, reply.ToJsonString());
        Assert.Equal((2.5, 30.0), (microscope.State.IntervalSeconds, microscope.State.PowerPercent));
        var settings = Ask(microscope, """{"v":1,"type":"read","key":"b"}""", packed)["settings"]!;
        Assert.Equal(
            (2.5, 30.0, "fast"),
            ((double)settings["interval_s"]!, (double)settings["power_percent"]!, (string)settings["extras"]!["mode"]!)
        );
    }

    [Fact]
    public void Answer_SameKeyTwice_IsCarriedOutOnce()
    {
        var said = new List<string>();
        var microscope = Microscope(said.Add);
        Ask(microscope, """{"v":1,"type":"action","key":"a","change":{"power_percent":30}}""");
        Ask(microscope, """{"v":1,"type":"action","key":"b","change":{"power_percent":10}}""");
        var reply = Ask(microscope, """{"v":1,"type":"action","key":"a","change":{"power_percent":30}}""");
        Assert.True((bool)reply["ok"]!);
        Assert.True((bool)reply["repeated"]!);
        Assert.Equal(10, microscope.State.PowerPercent);
        Assert.Equal(2, said.Count);
    }

    [Theory]
    [InlineData("""{"v":1,"type":"action","key":"a","change":{"power_percent":101}}""", "power_percent")]
    [InlineData("""{"v":1,"type":"action","key":"a","change":{"power_percent":5,"interval_s":0}}""", "interval_s")]
    [InlineData("""{"v":1,"type":"action","key":"a","change":{"power_percent":5,"laser":3}}""", "laser")]
    [InlineData("""{"v":1,"type":"action","key":"a","change":{"stage_um":[1,2]}}""", "stage_um")]
    [InlineData("""{"v":1,"type":"action","key":"a"}""", "change")]
    [InlineData("""{"v":2,"type":"read","key":"a"}""", "v must be 1")]
    [InlineData("""{"v":1,"type":"dance","key":"a"}""", "dance")]
    [InlineData("""{"v":1,"type":"read"}""", "key")]
    [InlineData("""{"v":1,""", "")]
    public void Answer_WhatCannotBe_IsRefusedWithTheReasonAndChangesNothing(string request, string reason)
    {
        var microscope = Microscope();
        var before = microscope.State;
        var reply = Ask(microscope, request);
        Assert.False((bool)reply["ok"]!);
        Assert.Contains(reason, (string)reply["error"]!, StringComparison.Ordinal);
        Assert.Same(before, microscope.State);
    }

    [Fact]
    public void Answer_RandomBytes_NeverThrows()
    {
        var microscope = Microscope();
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++)
        {
            var request = new byte[random.Next(0, 60)];
            random.NextBytes(request);
            microscope.Answer(request);
        }
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Apply_MorePower_IsBrighterAndBleaches()
    {
        var view = new MicroscopeView(Shape, Voxel);
        var usual = MicroscopeState.Initial(Shape, Voxel, TimeSpan.FromSeconds(1));
        var bright = usual with { PowerPercent = 40 };
        Assert.Equal(Ramp(v => v), See(view, usual));
        Assert.InRange(See(view, bright)[40], 179, 180);
        for (var i = 0; i < 1000; i++)
            See(view, bright);
        Assert.InRange(See(view, usual)[40] - 100, 0.5 * 40, 0.7 * 40);
    }

    [Fact]
    public void Apply_Region_LeavesTheRestDark()
    {
        var state = MicroscopeState.Initial(Shape, Voxel, TimeSpan.FromSeconds(1)) with
        {
            RegionOriginMicrometres = [2, 0.5, 1],
            RegionSizeMicrometres = [2, 1, 1.5],
        };
        var seen = See(new MicroscopeView(Shape, Voxel), state);
        Assert.Equal(Ramp((z, y, x, v) => z == 1 && y is 1 or 2 && z == 1 && x is 2 or 3 or 4 && y is 1 or 2 ? v : (ushort)100), seen);
    }

    [Fact]
    public void Apply_StageMoved_ShowsAnotherFieldAndItsOrigin()
    {
        var state = MicroscopeState.Initial(Shape, Voxel, TimeSpan.FromSeconds(1));
        state = state with
        {
            StageMicrometres = [state.StageMicrometres[0], state.StageMicrometres[1] + 0.5, state.StageMicrometres[2] - 1],
            RegionOriginMicrometres = [-50, -50, -50],
            RegionSizeMicrometres = [100, 100, 100],
        };
        using var pool = new DiagnosticVolumePool();
        using var volume = new MicroscopeView(Shape, Voxel).Apply(Volume(pool), state);
        Assert.Equal((0, 0.5, -1), volume.Header.OriginMicrometres);
        var source = Ramp(v => v);
        Assert.Equal(source[6 + 0], volume.AsSpan<ushort>()[2]);
        Assert.Equal(100, volume.AsSpan<ushort>()[0]);
        Assert.Equal(100, volume.AsSpan<ushort>()[(3 * 6) + 4]);
    }

    [Fact(Timeout = 120_000)]
    public async Task Wait_IntervalShortened_TheNextVolumeComesAtOnceAndThenAtTheNewPace()
    {
        var time = new FakeTimeProvider();
        var microscope = new SimulatedMicroscope(MicroscopeState.Initial(Shape, Voxel, TimeSpan.FromSeconds(100)), _ => { });
        var stage = new MicroscopeStage(microscope, new MicroscopeView(Shape, Voxel), time);
        var start = time.GetTimestamp();
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal(TimeSpan.Zero, await stage.WaitUntilDueAsync(start, 0, stop));
        var second = stage.WaitUntilDueAsync(start, 1, stop);
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.False(second.IsCompleted);
        Ask(microscope, """{"v":1,"type":"action","key":"a","change":{"interval_s":10}}""");
        Assert.Equal(TimeSpan.FromSeconds(50), await second);
        var third = stage.WaitUntilDueAsync(start, 2, stop);
        Assert.False(third.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(60), await third);
    }

    [Fact(Timeout = 120_000)]
    [Trait("Speed", "Slow")]
    public async Task Run_WithMicroscope_StreamShowsWhatWasChanged()
    {
        using var receiver = new Receiver();
        var exit = await Task.Run(() =>
            ReplayCommand.RunAsync([
                "sim:embryo?frames=2&z=4&y=32&x=40",
                "--to",
                receiver.Endpoint,
                "--rate",
                "50",
                "--microscope",
                "tcp://127.0.0.1:0",
            ])
        );
        Assert.Equal(ExitCodes.Done, exit);
        var messages = await receiver.Messages;
        Assert.All(messages[1..^1], m => Assert.Equal((0, 0, 0), m.Message.OriginMicrometres));
    }

    private static SimulatedMicroscope Microscope(Action<string>? say = null) =>
        new(MicroscopeState.Initial(Shape, Voxel, TimeSpan.FromSeconds(1)), say ?? (_ => { }));

    private static JsonObject Ask(SimulatedMicroscope microscope, string request, bool packed = false)
    {
        var answer = microscope.Answer(packed ? MessagePackSerializer.ConvertFromJson(request) : Encoding.UTF8.GetBytes(request));
        return (JsonObject)JsonNode.Parse(packed ? MessagePackSerializer.ConvertToJson(answer) : Encoding.UTF8.GetString(answer))!;
    }

    private static ushort[] See(MicroscopeView view, MicroscopeState state)
    {
        using var pool = new DiagnosticVolumePool();
        using var volume = view.Apply(Volume(pool), state);
        return volume.AsSpan<ushort>().ToArray();
    }

    private static Volume Volume(VolumePool pool)
    {
        var volume = pool.Rent(
            new VolumeHeader
            {
                Series = "s",
                T = 0,
                Shape = Shape,
                Type = VoxelType.UInt16,
                VoxelMicrometres = Voxel,
            }
        );
        Ramp(v => v).CopyTo(volume.AsSpan<ushort>());
        return volume;
    }

    private static ushort[] Ramp(Func<ushort, ushort> pick) => Ramp((_, _, _, v) => pick(v));

    private static ushort[] Ramp(Func<int, int, int, ushort, ushort> pick)
    {
        var voxels = new ushort[(int)Shape.Voxels];
        for (var i = 0; i < voxels.Length; i++)
            voxels[i] = pick(i / 24, i / 6 % 4, i % 6, (ushort)(100 + i));
        return voxels;
    }
}
