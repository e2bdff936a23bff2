using Cellect.Data.Status;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Data.Tests.Status;

public class AlertBookTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Read_ASentenceWhoseFiguresChange_StandsSinceItCame()
    {
        var book = new AlertBook(_time);
        Assert.Empty(book.Read(ServiceStatus.None));
        book.Read(With("12 volumes were dropped since 03:00:01 UTC; send fewer"));
        _time.Advance(TimeSpan.FromMinutes(5));

        var alert = Assert.Single(book.Read(With("13 volumes were dropped since 03:00:01 UTC; send fewer")));

        Assert.Equal(DateTimeOffset.UnixEpoch, alert.Since);
        Assert.Equal("13 volumes were dropped since 03:00:01 UTC", alert.Text);
        Assert.Equal("send fewer", alert.Remedy);
    }

    [Fact]
    public void Read_OneThatWentAndCameBack_StandsSinceItCameBack()
    {
        var book = new AlertBook(_time);
        book.Read(With("no light"));
        book.Read(ServiceStatus.None);
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(_time.GetUtcNow(), Assert.Single(book.Read(With("no light"))).Since);
    }

    [Fact]
    public void Read_AnAlertOfTheTriggers_IsThatOne()
    {
        var alert = new Alert("dose", DateTimeOffset.UnixEpoch.AddHours(-1), 3, "too much light", "wait");
        var status = ServiceStatus.None with
        {
            Triggers = new TriggerStatus { AlertDetails = [alert] },
            Alerts = ["too much light; wait", "no light"],
        };

        Assert.Equal([alert, new Alert("service", _time.GetUtcNow(), 1, "no light", "")], new AlertBook(_time).Read(status));
    }

    private static ServiceStatus With(string alert) => ServiceStatus.None with { Alerts = [alert] };
}
