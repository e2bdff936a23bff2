using Cellect.Live.Installing;

namespace Cellect.Live.Tests.Installing;

public class WindowsServiceTests
{
    [Fact]
    public void Install_PathsWithSpaces_QuotesThemWithinOneArgument()
    {
        var plan = new ServicePlan(
            "cellect",
            [@"C:\Program Files\cellect.exe"],
            ["--Record:Directory", @"D:\my cells\"],
            @"D:\night",
            null,
            new Dictionary<string, string>()
        );
        var commands = WindowsService.Install(plan);
        Assert.All(commands, command => Assert.Equal("sc.exe", command[0]));
        Assert.Equal(
            """
            "C:\Program Files\cellect.exe" run --directory D:\night --Record:Directory "D:\my cells\\"
            """,
            commands[0][4]
        );
        Assert.Contains(commands, command => command.Contains("restart/2000/restart/2000/restart/2000"));
    }
}
