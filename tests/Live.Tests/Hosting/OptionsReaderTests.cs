using System.ComponentModel.DataAnnotations;
using Cellect.Data.Status;
using Cellect.Live.Hosting;
using Cellect.Testing;
using Microsoft.Extensions.Configuration;

namespace Cellect.Live.Tests.Hosting;

public class OptionsReaderTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        var options = OptionsReader.Read(Configuration());
        Assert.Equal("tcp://127.0.0.1:5555", options.Ingest.Endpoint);
        Assert.Equal("", options.Record.Directory);
    }

    [Fact]
    public void Read_NestedKeys_AreTaken() =>
        Assert.Equal(0.7, OptionsReader.Read(Configuration(("Model:Detector:MinScore", "0.7"))).Model.Detector.MinScore);

    [Fact]
    public void Read_SeveralMistakes_NamesThemAllAtOnce()
    {
        var e = Assert.Throws<ValidationException>(() =>
            OptionsReader.Read(
                Configuration(
                    ("Ingest:HighWaterMark", "0"),
                    ("Ingest:Assembly:PlaneTimeoutSeconds", "-1"),
                    ("Model:Linker:MinDivision", "2"),
                    ("Overlay:Mode", "Sideways"),
                    ("Publsh:Endpoint", "x"),
                    ("Record:Direcory", "x")
                )
            )
        );
        foreach (var name in new[] { "HighWaterMark", "PlaneTimeoutSeconds", "MinDivision", "Overlay", "Publsh", "Direcory" })
            Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AdapterWhoseOnlyKeyIsWrong_NamesItsNameAndWhatItLacksToo()
    {
        var e = Assert.Throws<ValidationException>(() => OptionsReader.Read(Configuration(("Microscope:Adapters:sc ope:Kind", "Zmq"))));
        var lines = e.Message.Split(Environment.NewLine);
        Assert.Contains(lines, line => line.Contains("'Zmq' is not legal", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("name 'sc ope' must be", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Adapters:sc ope:Endpoint", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_EventThatDoesNotExist_IsOneMistakeAndNotTwo()
    {
        var e = Assert.Throws<ValidationException>(() =>
            OptionsReader.Read(
                Configuration(
                    ("Triggers:Rules:0:Name", "a"),
                    ("Triggers:Rules:0:When:Event", "Divison"),
                    ("Triggers:Rules:0:Then:0:Adapter", "none"),
                    ("Triggers:Rules:1:Name", "b"),
                    ("Triggers:Rules:1:When:MinProbability", "0.5")
                )
            )
        );
        var lines = e.Message.Split(Environment.NewLine);
        Assert.Single(lines, line => line.StartsWith("Triggers:Rules:0:When:Event: ", StringComparison.Ordinal));
        // Where nothing is said at all, that is the mistake.
        Assert.Contains(lines, line => line.StartsWith("Triggers:Rules:1:When:Event: is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_VariableOfOursWithoutASection_IsSomebodyElses()
    {
        Environment.SetEnvironmentVariable("CELLECT_SHARED_DATA", "somewhere");
        try
        {
            Assert.Equal("tcp://127.0.0.1:5555", OptionsReader.Read(OptionsReader.Configuration([])).Ingest.Endpoint);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CELLECT_SHARED_DATA", null);
        }
    }

    [Fact]
    public void Read_TheSettingsThatCellectShips_ListenOnThisComputerAndRecordAndArmNothing()
    {
        var options = OptionsReader.Read(new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.json")).Build());
        var endpoints = new[]
        {
            options.Ingest.Endpoint,
            options.Publish.Endpoint,
            options.Publish.ControlEndpoint,
            options.Triggers.CommandEndpoint,
        };
        Assert.All(endpoints, endpoint => Assert.StartsWith("tcp://127.0.0.1:", endpoint, StringComparison.Ordinal));
        Assert.Distinct(endpoints);
        Assert.Equal("results/live", options.Record.Directory);
        Assert.Equal(TriggerMode.Off, options.Triggers.Mode);
        Assert.True(File.Exists(Path.Combine(Repository.Root, options.Model.Path)), $"{options.Model.Path} is not in the repository");
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();
}
