using Cellect.Data.Volumes;
using Cellect.Live.Pipeline;
using Cellect.Testing;
using CsCheck;

namespace Cellect.Live.Tests.Pipeline;

public sealed class TimePointsTests : IDisposable
{
    private readonly DiagnosticVolumePool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Ready_OneChannel_PassesEachVolumeOnAtOnce()
    {
        using var times = new TimePoints(1, Never);
        Assert.Equal(["4c0"], Take(times, 4, 0));
        Assert.Equal(["7c0"], Take(times, 7, 0));
    }

    [Fact]
    public void Ready_ChannelsInAnyOrder_ComeInTheListedOne()
    {
        using var times = new TimePoints(3, Never);
        Assert.Empty(Take(times, 0, 2));
        Assert.Empty(Take(times, 0, 0));
        Assert.Equal(["0c0", "0c1", "0c2"], Take(times, 0, 1));
    }

    [Fact]
    public void Ready_AChannelHasGoneOn_ItsTimePointIsNotWaitedFor()
    {
        using var times = new TimePoints(2, Never);
        Assert.Empty(Take(times, 0, 0));
        Assert.Equal(["0c0"], Take(times, 1, 1));
        Assert.Equal(["1c0", "1c1"], Take(times, 1, 0));
    }

    [Fact]
    public void Ready_AVolumeIsLost_ItsTimePointIsNotWaitedFor()
    {
        using var times = new TimePoints(2, (place, t) => place == 1 && t == 0);
        Assert.Equal(["0c0"], Take(times, 0, 0));
        Assert.False(times.TryTake(1, Volume(0, 1, keep: true)));
    }

    [Fact]
    public void Ready_AChannelStaysAway_HoldsTheOthersUpByTwoTimePoints()
    {
        using var times = new TimePoints(2, Never);
        Assert.Equal(["", "", "0c0", "1c0"], Enumerable.Range(0, 4).Select(t => string.Concat(Take(times, t, 0))));
        Assert.Equal(["2c0", "3c0"], times.Ready(all: true).Select(Named));
    }

    [Fact]
    public void Ready_AnyOrderOfChannels_NeverGoesBackAndLosesNothing() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 12], Gen.Int)
            .Sample(
                (channels, frames, seed) =>
                {
                    using var times = new TimePoints(channels, Never);
                    var (random, next, out_, behind) = (new Random(seed), new int[channels], new List<(int T, int C)>(), 0);
                    while (next.Min() < frames)
                    {
                        var c = random.Next(channels);
                        if (next[c] == frames)
                            continue;
                        var volume = Volume(next[c]++, c);
                        if (!times.TryTake(c, volume))
                        {
                            behind++;
                            volume.Dispose();
                        }

                        foreach (var (place, ready) in times.Ready())
                            using (ready)
                                out_.Add((ready.Header.T, place));
                    }

                    foreach (var (place, ready) in times.Ready(all: true))
                        using (ready)
                            out_.Add((ready.Header.T, place));
                    Assert.Equal(out_.OrderBy(v => v.T).ThenBy(v => v.C), out_);
                    Assert.Equal(channels * frames, out_.Count + behind);
                },
                iter: 100
            );

    private static bool Never(int place, int t) => false;

    private string[] Take(TimePoints times, int t, int c)
    {
        Assert.True(times.TryTake(c, Volume(t, c)));
        return [.. times.Ready().Select(Named)];
    }

    private static string Named((int Place, Volume Volume) ready)
    {
        using (ready.Volume)
            return $"{ready.Volume.Header.T}c{ready.Place}";
    }

    private Volume Volume(int t, int c, bool keep = false)
    {
        var volume = _pool.Rent(FakeSeries.Header(t: t) with { C = c });
        if (keep)
            volume.Dispose();
        return volume;
    }
}
