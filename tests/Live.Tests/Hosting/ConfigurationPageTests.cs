using Cellect.Testing;

namespace Cellect.Live.Tests.Hosting;

public class ConfigurationPageTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "docs", "configuration.md");

    [Fact]
    public void Page_IsWhatFollowsFromTheOptions()
    {
        var page = File.ReadAllText(Path);
        var made = ConfigurationPage.Made(page);
        if (Environment.GetEnvironmentVariable("CELLECT_UPDATE_GOLDEN") == "1")
            File.WriteAllText(Path, made);
        else
            Assert.Equal(made, page);
    }

    [Fact]
    public void Page_HasAHeadingForEverySection()
    {
        var sections = ConfigurationPage.Sections;
        Assert.True(sections.Count >= 15, $"only {sections.Count} sections");
        Assert.Throws<InvalidDataException>(() => ConfigurationPage.Made("# Configuration\n"));
    }
}
