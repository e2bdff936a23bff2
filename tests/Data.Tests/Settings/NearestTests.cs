using Cellect.Data.Settings;

namespace Cellect.Data.Tests.Settings;

public class NearestTests
{
    private static readonly string[] Verbs = ["demo", "run", "track", "train", "stop", "arm", "disarm", "whatif", "calibrate-stage"];

    [Theory]
    [InlineData("trak", "track")]
    [InlineData("tracks", "track")]
    [InlineData("TRACK", "track")]
    [InlineData("dmeo", "demo")]
    [InlineData("rnu", "run")]
    [InlineData("calibratestage", "calibrate-stage")]
    [InlineData("frobnicate", null)]
    [InlineData("ab", null)]
    [InlineData("", null)]
    public void To_AWord_IsTheOneThatWasMeantOrNone(string word, string? meant) => Assert.Equal(meant, Nearest.To(word, Verbs));

    [Fact]
    public void To_NoLegalWords_IsNone() => Assert.Null(Nearest.To("track", []));
}
