using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Cellect.Live.Doctor;
using Cellect.Live.Hosting;
using Cellect.Testing;

namespace Cellect.Live.Tests.Doctor;

public class DoctorTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Doctor_AsJson_IsOneObjectOnStandardOutput()
    {
        using var doctor = ChildProgram.Cellect("doctor", "--quick", "--json", "--Ingest:Endpoint", "tcp://127.0.0.1:0");
        await doctor.ExitAsync();

        using var report = JsonDocument.Parse(doctor.Output);
        var what = report.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("what").GetString()).ToArray();
        Assert.Contains("networks", what);
        Assert.Contains("disk", what);
        Assert.Contains("port of Ingest:Endpoint", what);
    }

    [Fact]
    public void Ports_OneInUse_IsTroubleThatNamesTheOption()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var folder = new TemporaryFolder();
        var options = Options(
            "--Publish:Endpoint",
            $"tcp://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}",
            "--Record:Directory",
            folder.Path
        );

        var trouble = Assert.Single(PlaceChecks.All(options), f => f.What == "port of Publish:Endpoint");

        Assert.Equal(FindingLevel.Trouble, trouble.Level);
        Assert.Contains("set Publish:Endpoint", trouble.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Disk_WithTooLittleSpace_IsTroubleAndLeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        var options = Options("--Record:Directory", folder.Path, "--Record:MinimumFreeMegabytes", "1000000");

        var disk = Assert.Single(PlaceChecks.All(options), f => f.What == "disk");

        Assert.Equal(FindingLevel.Trouble, disk.Level);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void LargestSide_IsWhatTheMeasuredSpeedAllows()
    {
        var test = new SelfTest(new(41, 256, 256), 8, 4);

        Assert.Equal(16, test.SecondsAUsualVolume);
        Assert.Equal(512, test.LargestSide(16));
        Assert.Equal(256, test.LargestSide(4));
    }

    private static CellectOptions Options(params string[] arguments) =>
        OptionsReader.Read(
            OptionsReader.Configuration([
                "--Ingest:Endpoint",
                "tcp://127.0.0.1:0",
                "--Publish:ControlEndpoint",
                "tcp://127.0.0.1:0",
                "--Triggers:CommandEndpoint",
                "tcp://127.0.0.1:0",
                .. arguments,
            ])
        );
}
