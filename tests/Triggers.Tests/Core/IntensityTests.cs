using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Testing;
using Cellect.Triggers.Brightness;
using Cellect.Triggers.Rules;
using Cellect.Triggers.WhatIf;
using static Cellect.Triggers.Tests.Core.Frames;

namespace Cellect.Triggers.Tests.Core;

public sealed class IntensityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-intensity-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Intensity_AboveTheLevelForSoManyVolumes_FiresOnceUntilItFalls() =>
        Assert.Equal([3, 7], Fired("\"Event\":\"Intensity\",\"AtLeast\":1,\"ConfirmVolumes\":1", [0, 0, 1.2, 1.5, 1.4, 0.2, 1.1, 1.3]));

    [Fact]
    public void Intensity_ChangeInASecond_FiresWhereItRisesFastEnough() =>
        Assert.Equal(
            [3],
            Fired("\"Event\":\"Intensity\",\"AtLeast\":0.5,\"Derivative\":true,\"ConfirmVolumes\":0", [0, 0.4, 0.8, 1.4, 1.6, 1.2])
        );

    [Fact]
    public void Intensity_FallingToALevelBelowZero_Fires() =>
        Assert.Equal([2], Fired("\"Event\":\"Intensity\",\"AtMost\":-0.2,\"ConfirmVolumes\":0", [0, 0.1, -0.3, -0.4]));

    [Fact]
    public void Intensity_VolumesInWhichItIsNotKnown_ChangeNothing() =>
        Assert.Equal([4], Fired("\"Event\":\"Intensity\",\"AtLeast\":1,\"ConfirmVolumes\":1", [0, 1.2, double.NaN, double.NaN, 1.4]));

    [Fact]
    public void For_RecordingWithoutTraces_NamesRuleFileAndRemedy()
    {
        var said = Assert.Throws<InvalidInputException>(() =>
            RecordedBrightness.For(_folder, Rules("\"Event\":\"Intensity\",\"AtLeast\":1").Rules)
        );

        Assert.Contains("rule 'r' waits for Intensity", said.Message);
        Assert.Contains("Analysis:Traces", said.Message);
        Assert.Null(RecordedBrightness.For(_folder, Rules("\"Event\":\"NewTrack\"").Rules));
    }

    [Fact]
    public void Live_CellThatBrightens_HasTheRelativeBrightnessOfTheTables()
    {
        var live = new LiveBrightness(0, new(BaselineFrames: 10));
        var pool = new VolumePool();
        var last = 0.0;
        for (var t = 0; t < 12; t++)
        {
            using var volume = pool.Rent(FakeSeries.Header(t: t));
            volume.AsSpan<ushort>().Fill(100);
            Brighten(volume, (ushort)(t < 10 ? 200 : 400));
            var frame = FakeSeries.Frame(FakeSeries.Header(t: t), [Cell(1)], [], t == 0 ? 0 : 1);
            last = live.Of(frame, volume)[1];
        }

        // The background of 100 taken off: from 100 to 300 is twice the baseline on top.
        Assert.Equal(2, last, tolerance: 0.05);
    }

    private static void Brighten(Volume volume, ushort value)
    {
        var shape = volume.Header.Shape;
        var voxels = volume.AsSpan<ushort>();
        for (var z = 0; z < shape.Z; z++)
        for (var y = 0; y < shape.Y; y++)
        for (var x = 0; x < shape.X; x++)
            if (Math.Pow((z - 2) * 2 / 0.5, 2) + Math.Pow(y - 10, 2) + Math.Pow(x - 10, 2) <= 9)
                voxels[(z * shape.Y + y) * shape.X + x] = value;
    }

    private static RuleSet Rules(string when) =>
        Book.Of($$$"""{"Name":"r","When":{ {{{when}}} },"Guards":{"WarmUpVolumes":0,"CooldownSeconds":0}}""");

    // By way of the table that a recording has.
    private int[] Fired(string when, double[] relative)
    {
        var lines = relative.Select(
            (value, t) => FormattableString.Invariant($"1,{t},{t},1,0,0,0,0,0,0,{(double.IsNaN(value) ? "" : $"{value:R}")}")
        );
        File.WriteAllLines(
            Path.Combine(_folder, BiologyFiles.Traces),
            lines.Prepend("population,t,time_s,track,channel,mean,background,centre,f,f0,dff")
        );
        var book = Rules(when);
        using var brightness = RecordedBrightness.For(_folder, book.Rules);
        var firings = Replay.Run(new Frames().Idle(0, relative.Length - 1, Cell(1)).All, book, brightness);
        return [.. firings.Where(firing => firing.Evaluation.Fires).Select(firing => firing.T)];
    }
}
