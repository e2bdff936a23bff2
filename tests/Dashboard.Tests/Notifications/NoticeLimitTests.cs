using Cellect.Dashboard.Notifications;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Dashboard.Tests.Notifications;

public class NoticeLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Take_TheSameAgain_IsCountedAndToldWithTheNext()
    {
        var limit = new NoticeLimit(100, TimeSpan.FromMinutes(60), _time);
        Assert.Equal("text", limit.Take(Notice("disk"))?.Text);
        for (var i = 0; i < 3; i++)
            Assert.Null(limit.Take(Notice("disk")));
        Assert.NotNull(limit.Take(Notice("other")));

        _time.Advance(TimeSpan.FromMinutes(60));

        Assert.Equal("text (It came 3 times more meanwhile.)", limit.Take(Notice("disk"))?.Text);
    }

    [Fact]
    public void Take_MoreThanSoManyAnHour_AreHeldBackAndToldInOneLine()
    {
        var limit = new NoticeLimit(3, TimeSpan.Zero, _time);
        var sent = Enumerable.Range(0, 10).Count(i => limit.Take(Notice($"{i}")) is not null);
        Assert.Equal(3, sent);
        Assert.Null(limit.TakeHeldBack());

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("7 more messages", limit.TakeHeldBack()?.Title);
        Assert.Null(limit.TakeHeldBack());
    }

    [Fact]
    public void Take_ANight_NeverMoreThanTheLimitInAnyHour()
    {
        var limit = new NoticeLimit(12, TimeSpan.FromMinutes(1), _time);
        var sent = new List<DateTimeOffset>();
        for (var i = 0; i < 12 * 60 * 6; i++)
        {
            if ((limit.TakeHeldBack() ?? limit.Take(Notice($"{i % 50}"))) is not null)
                sent.Add(_time.GetUtcNow());
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.True(sent.Count >= 12 * 11, $"{sent.Count}");
        Assert.All(sent, at => Assert.InRange(sent.Count(other => other >= at && other < at.AddHours(1)), 1, 12));
    }

    [Fact]
    public void Rate_AboveTheLimit_IsToldOnceUntilItWasCalm()
    {
        var rate = new DivisionRate(60, _time);
        var told = new List<double>();
        void Minute(int divisions)
        {
            if (rate.Add(divisions) is { } value)
                told.Add(value);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        for (var i = 0; i < 10; i++)
            Minute(1);
        Assert.Empty(told);
        Minute(3);
        Minute(3);
        Minute(3);
        Assert.Equal([72], told);
        for (var i = 0; i < 20; i++)
            Minute(0);
        Minute(20);
        Assert.Equal([72, 120], told);
    }

    private static Notice Notice(string key) =>
        new()
        {
            Key = key,
            Event = "alert",
            Title = "title",
            Text = "text",
            At = default,
        };
}
