using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

public class ReplayVerbTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Replay_AsAVerb_IsTheTool()
    {
        using var help = ChildProgram.Cellect("replay", "--help");
        Assert.Equal(0, await help.ExitAsync());
        Assert.Contains("cellect-replay <SOURCE>", help.Output, StringComparison.Ordinal);

        using var wrong = ChildProgram.Cellect("replay", "sim:embryo?frames=1&seed=1", "--nonsense");
        Assert.Equal(2, await wrong.ExitAsync());
    }
}
