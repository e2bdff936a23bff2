using Cellect.Data.Volumes;
using Cellect.Stream.Wire;
using Cellect.Testing;

namespace Cellect.Stream.Tests.Wire;

/// <summary>docs/wire.md shows what is really run and really sent.</summary>
public class WireDocumentTests
{
    private static readonly string Docs = Path.Combine(Repository.Root, "docs");

    [Theory]
    [InlineData("send_recipe.py")]
    [InlineData("send_volumes.py")]
    public void Examples_AreShownAsTheyAreRun(string name) =>
        Assert.Contains("```python\n" + Read("examples", name) + "```", Read("wire.md"));

    [Fact]
    public void MessageByteByByte_IsWhatTheEncoderWrites()
    {
        var message = new VolumeMessage
        {
            Series = "run",
            Seq = 0,
            T = 0,
            Shape = new VolumeShape(1, 1, 2),
            Type = VoxelType.UInt16,
        };
        var shown = Read("wire.md").Split("```\n").First(block => block.StartsWith("8", StringComparison.Ordinal));
        var bytes = string.Concat(shown.Split('\n').Select(line => line.Split("  ")[0].Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(Convert.ToHexStringLower(WireEncoder.Encode(message)), bytes);
    }

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([Docs, .. path])).ReplaceLineEndings("\n");
}
