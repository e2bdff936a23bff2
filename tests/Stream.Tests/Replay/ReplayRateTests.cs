using Cellect.Replay;

namespace Cellect.Stream.Tests.Replay;

public class ReplayRateTests
{
    private static readonly TimeSpan Thirty = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1x", 30)]
    [InlineData("2", 0.5)]
    [InlineData("0.1", 10)]
    [InlineData("max", 0)]
    public void Interval_OfEachRate_IsInSeconds(string rate, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ReplayRate.Parse(rate).Interval(Thirty));

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    [InlineData("0x")]
    [InlineData("")]
    public void Parse_Illegal_SaysWhatIsLegal(string rate) =>
        Assert.Contains("write 1x", Assert.Throws<FormatException>(() => ReplayRate.Parse(rate)).Message);

    [Fact]
    public void Interval_OriginalTimingUnknown_NamesTheRemedy() =>
        Assert.Contains("--rate HZ", Assert.Throws<FormatException>(() => ReplayRate.Original.Interval(null)).Message);
}
