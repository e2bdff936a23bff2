using Cellect.Analysis.Traces;
using Cellect.Lab.Reports.Biology;
using Cellect.Testing;

namespace Cellect.Lab.Tests.Reports;

public class FixedPlacesTests
{
    [Fact]
    public void Add_ACellThatWalksAway_IsReadWhereItWas()
    {
        var places = new FixedPlaces(0, new TraceOptions(Radii: 1, SubtractBackground: false, BaselineFrames: 10));
        var frames = FakeSeries.Frames(1, 3, lost: 0).Select(frame => frame with { Cells = [frame.Cells[0]], Divisions = [] }).ToArray();
        var track = frames[0].Cells[0].Track;
        for (var t = 0; t < frames.Length; t++)
        {
            // The cell itself is elsewhere from the second frame on; only its first place brightens.
            var cell = t == 0 ? frames[0].Cells[0] : frames[0].Cells[0] with { X = 0, Y = 0, Z = 0 };
            using var volume = FakeSeries.Pool.Rent(frames[t].Header);
            volume.AsSpan<ushort>().Fill((ushort)(t == 2 ? 300 : 100));
            places.Add(frames[t] with { Cells = [cell] }, volume, t);
        }

        Assert.Equal([(frames[0].Header.T, 0f), (frames[1].Header.T, 0f), (frames[2].Header.T, 2f)], places.Traces[track]);
    }
}
