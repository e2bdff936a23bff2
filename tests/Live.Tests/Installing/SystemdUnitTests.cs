using System.Diagnostics;
using Cellect.Live.Installing;
using Cellect.Testing;

namespace Cellect.Live.Tests.Installing;

public class SystemdUnitTests
{
    private static readonly ServicePlan Plan = new(
        "cellect",
        ["/bin/true", "/opt/my \"cells\"/cellect.dll"],
        ["--Record:Directory", "/data/100% $HOME\\x"],
        "/tmp",
        "imaging",
        new Dictionary<string, string> { ["DOTNET_ROOT"] = "/usr/share/dot net" }
    );

    [Fact]
    public void Text_WithSpacesAndSigns_QuotesThemAsSystemdReadsThem()
    {
        var text = SystemdUnit.Text(Plan, ofUser: false);
        Assert.Contains(
            """ExecStart="/bin/true" "/opt/my \"cells\"/cellect.dll" run "--Record:Directory" "/data/100%% $$HOME\\x" """.TrimEnd() + "\n",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Environment=\"DOTNET_ROOT=/usr/share/dot net\"\n", text, StringComparison.Ordinal);
        Assert.Contains("User=imaging\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("User=", SystemdUnit.Text(Plan, ofUser: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_ReadBySystemd_HasNoMistakes(bool ofUser)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "systemd is not installed");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["cellect.service"], SystemdUnit.Text(Plan with { User = "root" }, ofUser));
        using var process = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/systemd-analyze",
                ["verify", "--recursive-errors=no", ofUser ? "--user" : "--system", folder["cellect.service"]]
            )
            {
                RedirectStandardError = true,
            }
        )!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.DoesNotContain("cellect.service", said, StringComparison.Ordinal);
    }
}
