using Cellect.Analysis.Traces;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;
using CsCheck;

namespace Cellect.Analysis.Tests.Traces;

public class SeriesTracesTests
{
    [Fact]
    public void RunningPercentile_IsThatOfTheNewestValues() =>
        Gen.Select(Gen.Int[1, 20], Gen.Double[0, 1], Gen.Float[-9, 9].Array[1, 100])
            .Sample(
                (window, share, values) =>
                {
                    var running = new RunningPercentile(window, share);
                    for (var i = 0; i < values.Length; i++)
                    {
                        running.Add(values[i]);
                        var sorted = values[Math.Max(0, i + 1 - window)..(i + 1)].Order().ToArray();
                        var at = share * (sorted.Length - 1);
                        var (below, above) = (sorted[(int)at], sorted[(int)Math.Ceiling(at)]);
                        Assert.Equal(below + ((above - below) * (at - (int)at)), running.Value!.Value, 1e-4);
                    }
                }
            );

    [Fact]
    public void AMovingCell_ThatFlashes_HasTheTraceThatItHad()
    {
        var traces = new SeriesTraces(0, new TraceOptions(BaselineFrames: 20), keepFrames: 5);
        for (var t = 0; t < 40; t++)
        {
            // Rests at 300 over a background of 100, and flashes to 700 every tenth frame. It is missed in frame 25.
            TrackedCell[] cells = t == 25 ? [] : [SignalReaderTests.Cell(1, 6, 20, 15 + (0.7f * t), 6)];
            var flash = t % 10 == 9;
            using var volume = SignalReaderTests.Paint(VoxelType.UInt16, cells, [flash ? 700 : 300], t);
            var rows = traces.Advance(FakeSeries.Frame(FakeSeries.Header(t: t), cells), volume, 2 * t);
            Assert.Equal(cells.Length, rows.Count);
            if (rows.Count == 0)
                continue;
            Assert.Equal((t, 2.0 * t, 1, 0), (rows[0].T, rows[0].Seconds, rows[0].Track, rows[0].Channel));
            Assert.Equal(flash ? 600 : 200, rows[0].F!.Value, 1e-6);
            Assert.Equal(200, rows[0].Baseline!.Value, 1e-6);
            Assert.Equal(flash ? 2 : 0, rows[0].Relative!.Value, 1e-6);
        }
    }

    [Fact]
    public void Baselines_AreForgotten_WithTheirTracks()
    {
        var traces = new SeriesTraces(0, new TraceOptions(), keepFrames: 5);
        for (var t = 0; t < 50; t++)
        {
            TrackedCell[] cells = [SignalReaderTests.Cell(t + 1, 6, 20, 20, 6)];
            using var volume = SignalReaderTests.Paint(VoxelType.UInt16, cells, [300], t);
            traces.Advance(FakeSeries.Frame(FakeSeries.Header(t: t), cells), volume, t);
            Assert.True(traces.Count <= 6);
        }
    }
}
