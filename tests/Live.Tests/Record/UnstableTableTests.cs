using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Live.Tests.Record;

public class UnstableTableTests
{
    [Fact]
    public void Rows_OfTwoMarks_NameTrackReasonAndTime() =>
        Assert.Equal(
            "9,4,appeared,9,0\n9,2,vanished,6,0\n",
            UnstableTable.Table.Rows(
                FakeSeries.Frame(FakeSeries.Header(t: 9), []) with
                {
                    Unstable = [new UnstableMark(4, UnstableReason.Appeared, 9), new UnstableMark(2, UnstableReason.Vanished, 6)],
                }
            )
        );

    [Theory]
    [InlineData("known_t,track,reason,t\n3,1,appeared,3\n4,2,appe", "known_t,track,reason,t\n3,1,appeared,3\n")]
    [InlineData("known_t,track,reason,t\n3,1,appeared,3\n4,2,appeared,4\n", "known_t,track,reason,t\n3,1,appeared,3\n")]
    [InlineData("known_t,track,reason,t\n3,1,appeared,3\n", "known_t,track,reason,t\n3,1,appeared,3\n")]
    [InlineData("known_t,tra", "")]
    [InlineData(
        "known_t,track,reason,t,population\n3,1,appeared,3,0\n3,2,appeared,3,7\n",
        "known_t,track,reason,t,population\n3,1,appeared,3,0\n"
    )]
    public void Repair_AfterTheLastWholeFrame_TakesOffWhatIsMore(string before, string after)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["unstable.csv"], before);
        EventTable.Repair(folder["unstable.csv"], (t, population) => population == 0 && t <= 3, population: 0);
        Assert.Equal(after, File.ReadAllText(folder["unstable.csv"]));
    }
}
