using Cellect.Analysis.Graphs;
using Cellect.Lab.Reports;
using SkiaSharp;
using static Cellect.Lab.Tests.Evaluation.Graphs;

namespace Cellect.Lab.Tests.Evaluation;

public sealed class PointReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_TwoResults_ListsEveryErrorOfBoth()
    {
        // The first result misses the second cell's two links, the second one divides falsely in frame 1 (one false link).
        var truth = Of(Track(1, -1, 0, 2, 0), Track(2, -1, 0, 2, 50));
        PointEvaluation[] results =
        [
            Evaluate("a <1>.csv", truth, Of(Track(1, -1, 0, 2, 0))),
            Evaluate("b.csv", truth, Of(Track(1, -1, 0, 1, 0), Track(3, 1, 2, 2, 0), Track(4, 1, 2, 2, 20), Track(2, -1, 0, 2, 50))),
        ];
        var html = File.ReadAllText(PointReport.Write(_folder, "truth.csv", (0, 2), results));
        Assert.Contains("a &lt;1&gt;.csv: 2 errors", html);
        Assert.Contains("b.csv: 2 errors", html);
        Assert.Contains(
            "<td>FP-D</td><td class=\"n\">1</td><td class=\"n\">0.0</td><td class=\"n\">0.0</td><td "
                + "class=\"n\">0.0</td><td>result 1</td><td>division is false</td>",
            html
        );
        Assert.Equal(
            [
                "result,kind,frame,z,y,x,source,id,what",
                "\"a <1>.csv\",FN,1,0,0,50,truth,2,\"link from 2 in frame 0 is missing\"",
                "\"a <1>.csv\",FN,2,0,0,50,truth,2,\"link from 2 in frame 1 is missing\"",
                "\"b.csv\",FP-D,1,0,0,0,result,1,\"division is false\"",
                "\"b.csv\",FP,2,0,0,20,result,4,\"link from 1 in frame 1 is false\"",
            ],
            File.ReadAllLines(Path.Combine(_folder, "errors.csv"))
        );
        foreach (var name in new[] { "error-free.png", "errors-over-time-1.png", "errors-over-time-2.png" })
        {
            Assert.Contains($"src=\"{name}\"", html);
            using var picture = SKBitmap.Decode(Path.Combine(_folder, name));
            Assert.Equal((1000, 500), (picture.Width, picture.Height));
        }
    }

    [Fact]
    public void Write_EmptyTruth_WritesAPage()
    {
        var nothing = TrackGraph.FromNodes([]);
        Assert.True(File.Exists(PointReport.Write(_folder, "truth.csv", (0, -1), [Evaluate("r", nothing, nothing)])));
    }

    [Fact]
    public void CreateTypeface_OwnFont_ComesFromTheAssembly()
    {
        using var face = new EmbeddedFont().CreateTypeface(EmbeddedFont.Name, false, false)!;
        Assert.Equal("DejaVu Sans", face.FamilyName);
        Assert.All(face.GetGlyphs("F(n) 0.5 µé"), glyph => Assert.NotEqual(0, glyph));
        Assert.Null(new EmbeddedFont().CreateTypeface("Arial", false, false));
    }

    private static PointEvaluation Evaluate(string name, TrackGraph truth, TrackGraph result) =>
        PointEvaluation.Compute(name, truth, result, Near, 0.8);
}
