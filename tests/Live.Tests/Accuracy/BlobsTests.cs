using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Volumes;

namespace Cellect.Live.Tests.Accuracy;

public sealed class BlobsTests
{
    [Fact]
    public void Centres_TwoGroups_GivesTheCentreOfEach()
    {
        var marks = new byte[2 * 3 * 6];
        marks[0] = marks[1] = 255;
        // (1,1,1) touches (0,0,1) by a corner only: the same group.
        marks[18 + 6 + 1] = 255;
        marks[12 + 5] = 1;
        var centres = Blobs.Centres(marks, new VolumeShape(2, 3, 6));
        Assert.Equal(2, centres.Count);
        Assert.Equal((1 / 3.0, 1 / 3.0, 2 / 3.0), centres[0]);
        Assert.Equal((0, 2, 5), centres[1]);
    }

    [Fact]
    public void Centres_GroupsAtOppositeBorders_DoNotTouch()
    {
        var marks = new byte[2 * 5];
        marks[4] = marks[5] = 1;
        Assert.Equal(2, Blobs.Centres(marks, new VolumeShape(1, 2, 5)).Count);
    }
}
