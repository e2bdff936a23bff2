using Cellect.Benchmarks.Accuracy.Report;

namespace Cellect.Live.Tests.Accuracy;

public sealed class AccuracyTableTests
{
    [Fact]
    public void Markdown_LimitsOfBothKinds_MarksWhatIsReached()
    {
        var table = AccuracyTable.Markdown([
            new RowResult(
                "row",
                "some data",
                [
                    new("recall", 0.97, 0.97, 0.99, 0.5),
                    new("errors", 25.4, 25, 4) { LessIsBetter = true, Decimals = 1 },
                    new("other", null, 0.5),
                ],
                1
            ),
        ]);
        Assert.Equal(
            "| on | measure | at least | aim | reached | peer |\n|---|---|---|---|---|---|\n"
                + "| some data | recall | 0.97 | 0.99 | **0.970** | 0.500 |\n|  | errors | ≤ 25 | ≤ 4 | 25.4 |  |\n|  "
                + "| other | 0.5 |  | – |  |\n",
            table
        );
    }
}
