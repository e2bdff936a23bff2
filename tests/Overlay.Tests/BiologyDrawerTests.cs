using Cellect.Data.Biology;
using Cellect.Data.Regions;
using Cellect.Overlay.Displays;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using static Cellect.Overlay.Tests.GoldenScene;

namespace Cellect.Overlay.Tests;

public class BiologyDrawerTests
{
    [Fact]
    public void Pages_WithoutAnything_SayWhatIsMissing()
    {
        for (var page = 0; page < BiologyForm.Pages.Length; page++)
        {
            var form = BiologyForm.Of(new ViewState { BiologyPage = page }, null, new SeriesHistory(), new BiologyBook());
            Assert.IsType<TextRow>(form.Rows[1]);
        }
    }

    [Fact]
    public void AMeeting_ThatIsClicked_IsGoneTo()
    {
        var timeline = new Timeline(10, long.MaxValue);
        for (var t = 4; t < 8; t++)
            timeline.Add(Series(t).Snapshot);
        var meetings = BiologyForm.Listed(Told(7));
        var around = Surroundings.Of(timeline.Shown!, new(1280, 800, 1), new ViewState(), false, SideContent.Empty) with
        {
            Meetings = new([.. meetings]),
        };
        var tool = new MeetingTool(timeline);
        var view = tool.GoTo(0, new ViewState(), around);
        Assert.Equal((6, 3), (timeline.Shown!.T, view.Selected));
        Assert.Equal("", tool.Message);
        Assert.Equal(20, view.Centre!.Value.X, 1e-3f);
        Assert.True(view.Zoom >= 4);
        // The oldest one lies before the time points that are kept.
        tool.GoTo(meetings.Length - 1, view, around);
        Assert.Contains("not in the timeline any more", tool.Message, StringComparison.Ordinal);
        Assert.Equal(view, tool.GoTo(99, view, around));
    }

    [Fact]
    public void Book_OfALongSeries_DoesNotGrow()
    {
        var book = Told(3000);
        Assert.Equal(200, book.Meetings().Length);
        Assert.All(book.Growth(), part => Assert.InRange(part.Points.Length, 2, 257));
        Assert.All(book.Traces(1000), trace => Assert.InRange(trace.Values.Length, 1, 256));
        Assert.InRange(book.Traces(1000).Length, 40, 60);
    }

    /// <summary>What the analysis has told of so many frames.</summary>
    internal static BiologyBook Told(int frames)
    {
        var book = new BiologyBook();
        for (var t = 0; t < frames; t++)
        {
            var row = new ProliferationRow(t, 60 * t, "volume", 20 + t, t, 0, 0, 0, 0, t, 0.9 * t, 1);
            book.Add(
                new AnalysisNews
                {
                    T = t,
                    Seconds = 60 * t,
                    Channel = 0,
                    Parts =
                    [
                        new PartNews(row, 1.1, 0.99),
                        new PartNews(row with { Part = "tip", Growth = t / 2, Expected = 0.5 * t }, 1, 0.99),
                    ],
                    Cycle = default,
                    TracksEnded = 0,
                    TracksMigratory = 0,
                    // One new track every hundred frames, and forty that stay.
                    Cells =
                    [
                        .. Enumerable.Range(1, 40).Select(i => new CellNews(i, 0, 1, Flash(i, t))),
                        new CellNews(1000 + (t / 100), 0, 1, 0.1f),
                    ],
                    Interactions =
                        t % 3 == 0
                            ? [new InteractionNews(t, t % 2 == 0 ? "engulfed" : "contact", 2, 3, 0, 7, new Position(2, 10, 20))]
                            : [],
                    States = [new StateNews(2, t, 30 - (t / 4), 3, t / 4, 1)],
                }
            );
        }

        return book;
    }

    private static float Flash(int cell, int t) => MathF.Exp(-((t + (cell % 5 * 7)) % 20) / 4f);
}
