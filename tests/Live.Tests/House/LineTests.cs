using Cellect.Testing;

namespace Cellect.Live.Tests.House;

public class LineTests
{
    private const int MaxColumns = 140;
    private const string RawString = "\"\"\"";

    [Fact]
    public void Lines_OfTheCode_HaveAtMost140Columns()
    {
        var files = new[] { "src", "tests", "tools" }.SelectMany(room => SourceFile.In(Path.Combine(Repository.Root, room))).ToList();
        Assert.True(files.Count > 900, $"only {files.Count} files found below {Repository.Root}");
        Assert.Empty(files.SelectMany(TooLong));
    }

    /// <summary>Lines of a raw string are somebody's data, a message on the wire for instance: they may not be broken.</summary>
    private static IEnumerable<string> TooLong(string path)
    {
        var (inRaw, number) = (false, 0);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var marks = line.Split(RawString).Length - 1;
            if (line.Length > MaxColumns && !inRaw && marks == 0)
                yield return $"{path}:{number} has {line.Length} columns; csharpier breaks code, you comments and texts";
            inRaw ^= marks % 2 == 1;
        }
    }
}
