using Cellect.Data.Biology;
using Map = System.Collections.Generic.Dictionary<object, object>;

namespace Cellect.Live.Tests.Publish;

public class AnalysisMessageTests
{
    [Fact]
    public async Task News_OfTheAnalysis_GoOutAsTheyAre()
    {
        await using var harness = new PublisherHarness();
        harness.WaitForSubscription();
        harness.Publisher.Tell(
            new AnalysisNews
            {
                T = 7,
                Seconds = 420.5,
                Channel = 1,
                Parts = [new PartNews(new ProliferationRow(7, 420.5, "tip", 30, 12, 9, 4, 2, 1, 6, 5.5, 3.25), 0.9, null)],
                Cycle = new CycleNews(null, 3, 2),
                TracksEnded = 11,
                TracksMigratory = 4,
                Cells = [new CellNews(5, 2, 1.5f), new CellNews(6, -1, float.NaN)],
            }
        );
        var message = harness.Receive("analysis");
        Assert.Equal((7, 420.5, 1), (Convert.ToInt32(message["analysed_t"]), message["time_s"], Convert.ToInt32(message["c"])));
        var part = (Map)((object[])message["regions"]).Single();
        Assert.Equal("tip", part["name"]);
        var counts = new[] { "cells", "growth", "in", "out", "found", "lost", "corrected_growth", "divisions" };
        Assert.Equal([30, 12, 9, 4, 2, 1, 7, 6], counts.Select(key => Convert.ToInt32(part[key])));
        Assert.Equal((5.5, 3.25, 0.9), (part["expected_divisions"], part["cell_hours"], part["slope"]));
        Assert.Null(part["r2"]);
        var cycle = (Map)message["cycle"];
        Assert.Null(cycle["median_s"]);
        Assert.Equal((3, 2), (Convert.ToInt32(cycle["divided"]), Convert.ToInt32(cycle["censored"])));
        var tracks = (Map)message["tracks"];
        Assert.Equal((11, 4), (Convert.ToInt32(tracks["ended"]), Convert.ToInt32(tracks["migratory"])));
        var cells = (Map)message["cells"];
        Assert.Equal([5, 6], PublisherHarness.Integers(cells["track"]));
        Assert.Equal([2, -1], PublisherHarness.Integers(cells["generation"]));
        Assert.Equal([1.5f, float.NaN], PublisherHarness.Floats(cells["speed_um_min"]));
    }
}
