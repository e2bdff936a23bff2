using System.CommandLine;
using System.Text.Json;
using Cellect.Live.Commands;

namespace Cellect.Live.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-evaluate-").FullName;

    public EvaluateCommandTests()
    {
        Write("nodes.csv", "t,z,y,x,id,parent\n0,0,0,0,1,-1\n1,0,0,0,2,1\n1,0,0,9,3,1\n");
        Write("tracks.csv", "t,track,parent,z,y,x,radius,score,division\n0,1,-1,0,0,0,3,1,1\n1,2,1,0,0,0,3,1,0\n1,3,1,0,0,9,3,1,0\n");
        Write("apart.csv", "t,track,parent,z,y,x,radius,score,division\n0,1,-1,0,0,0,3,1,1\n1,2,1,0,0,0,3,1,0\n1,3,-1,0,0,9,3,1,0\n");
        Write("bad.csv", "t,z,y,x,id,parent\n0,0,zero,0,1,-1\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Points_Json_IsOneObjectWithTheMeasures()
    {
        var (code, output, error) = Points("--result", "tracks.csv", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(1.0, json.RootElement.GetProperty("division0_f1").GetDouble());
        Assert.Equal(0.0, json.RootElement.GetProperty("sum_per_1000").GetDouble());
        Assert.Equal(500, json.RootElement.GetProperty("error_free").GetArrayLength());
        Assert.Equal(
            [1.0, 1.0, 1.0],
            json.RootElement.GetProperty("track_overlap").EnumerateArray().Select(overlap => overlap.GetDouble())
        );
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("error_free_200").ValueKind);
    }

    [Fact]
    public void Points_Compare_PutsResultsSideBySide()
    {
        // Truth: two links. The second result misses one of them.
        var (code, output, _) = Points("--result", "tracks.csv", "--compare", Path.Combine(_folder, "apart.csv"));
        Assert.Equal(0, code);
        Assert.Matches(@"links \(linajea\), recall +1 +0\.5\r?\n", output);
        Assert.Equal(
            2,
            JsonDocument
                .Parse(Points("--result", "tracks.csv", "--json", "--compare", Path.Combine(_folder, "apart.csv")).Output)
                .RootElement.GetArrayLength()
        );
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public void Points_Report_WritesThePage()
    {
        var (code, _, error) = Points("--result", "apart.csv", "--report", Path.Combine(_folder, "report"));
        Assert.Equal(0, code);
        Assert.Contains("report.html", error);
        Assert.True(File.Exists(Path.Combine(_folder, "report", "report.html")));
    }

    [Fact]
    public void Points_UnusableTable_EndsWithThreeAndOneLine()
    {
        var (code, output, error) = Points("--result", "bad.csv");
        Assert.Equal((3, ""), (code, output));
        Assert.EndsWith("bad.csv, line 2: y is 'zero', not a finite number", error.TrimEnd());
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--voxel", "1,2", "--voxel is '1,2', not three numbers above 0")]
    [InlineData("--voxel", "1,2,-1", "--voxel is '1,2,-1', not three numbers above 0")]
    [InlineData("--max-distance", "0", "--max-distance is '0', not a number above 0")]
    [InlineData("--overlap", "1.5", "--overlap is '1.5', not a number above 0 and below 1")]
    [InlineData("--frames", "9-2", "--frames is '9-2', not two frames")]
    public void Points_IllegalOption_SaysWhatIsLegal(string option, string value, string expected) =>
        Assert.Contains(EvaluatePointsCommand.Create().Parse([option, value]).Errors, error =>
            error.Message.StartsWith(expected, StringComparison.Ordinal)
        );

    [Fact]
    public void Ctc_MissingFolder_EndsWithThreeAndOneLine()
    {
        var (code, output, error) = Run(
            EvaluateCtcCommand.Create(),
            "--gt",
            Path.Combine(_folder, "01_GT"),
            "--res",
            Path.Combine(_folder, "01_RES")
        );
        Assert.Equal((3, ""), (code, output));
        Assert.EndsWith("no such folder", error.TrimEnd());
    }

    private (int Code, string Output, string Error) Points(string resultOption, string result, params string[] more) =>
        Run(
            EvaluatePointsCommand.Create(),
            [
                "--truth",
                Path.Combine(_folder, "nodes.csv"),
                resultOption,
                Path.Combine(_folder, result),
                "--voxel",
                "5,1,1",
                "--max-distance",
                "2",
                .. more,
            ]
        );

    private static (int Code, string Output, string Error) Run(Command command, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = command.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
