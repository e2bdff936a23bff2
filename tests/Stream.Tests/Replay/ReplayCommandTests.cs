using Cellect.Replay;
using Cellect.Stream.Tests.Sources;

namespace Cellect.Stream.Tests.Replay;

public class ReplayCommandTests
{
    [Theory]
    [InlineData("", "Required argument missing")]
    [InlineData("sim:embryo", "'--to' is required")]
    [InlineData("sim:embryo --to here", "endpoint 'here' is not tcp://HOST:PORT")]
    [InlineData("sim:embryo --to tcp://127.0.0.1", "endpoint 'tcp://127.0.0.1' is not tcp://HOST:PORT")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --rate fast", "rate 'fast' is not legal; write 1x")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --voxel 1,2", "voxel size '1,2' is not three positive numbers")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --compression gzip", "compression 'gzip' is not one of none, lz4, zstd")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --bind --rate max", "--rate max needs a receiver that can hold the sender back")]
    [InlineData("folder --to tcp://127.0.0.1:1 --truth nodes.csv", "--truth is for simulated specimens")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --microscope here", "microscope endpoint 'here' is not tcp://HOST:PORT")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --rate max --microscope tcp://127.0.0.1:2", "--rate max has none")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --microscope tcp://127.0.0.1:2 --answer-faults 2", "is not a share from 0 to 1")]
    [InlineData("sim:embryo --to tcp://127.0.0.1:1 --answer-faults 0.3", "--answer-faults needs --microscope")]
    public void Parse_WrongArguments_SaysWhatIsLegal(string line, string expected)
    {
        var errors = ReplayCommand.Create().Parse(line).Errors;
        Assert.Contains(expected, string.Join("\n", errors.Select(e => e.Message)));
    }

    [Theory]
    [InlineData(ExitCodes.Usage)]
    [InlineData(ExitCodes.Usage, "sim:embryo", "--to", "here")]
    [InlineData(ExitCodes.Usage, "sim:kidney", "--to", "tcp://127.0.0.1:1")]
    [InlineData(ExitCodes.InputUnusable, "/nowhere", "--to", "tcp://127.0.0.1:1")]
    public async Task Run_WhatCannotBe_HasItsExitCode(int exit, params string[] args) =>
        Assert.Equal(exit, await ReplayCommand.RunAsync(args));

    [Fact(Timeout = 120_000)]
    public async Task Run_FilesWithoutVoxelSize_AreUnusable()
    {
        using var scratch = new Scratch();
        new TiffFixture().Write(scratch.At("t0.tif"), 2);
        Assert.Equal(ExitCodes.InputUnusable, await ReplayCommand.RunAsync([scratch.Folder, "--to", "tcp://127.0.0.1:1", "--rate", "1"]));
    }

    [Fact(Timeout = 120_000)]
    public async Task Run_SimulatedSpecimen_SendsItAndWritesTheTruth()
    {
        using var scratch = new Scratch();
        using var receiver = new Receiver();
        string[] args =
        [
            "sim:embryo?frames=3&z=4&y=32&x=40",
            "--to",
            receiver.Endpoint,
            "--rate",
            "max",
            "--series",
            "rehearsal",
            "--truth",
            scratch.At("nodes.csv"),
        ];
        Assert.Equal(ExitCodes.Done, await ReplayCommand.RunAsync(args));

        var messages = await receiver.Messages;
        Assert.Equal(5, messages.Count);
        Assert.All(messages, m => Assert.Equal("rehearsal", m.Message.Series));
        var truth = await File.ReadAllLinesAsync(scratch.At("nodes.csv"), TestContext.Current.CancellationToken);
        Assert.Equal("t,z,y,x,id,parent", truth[0]);
        Assert.Equal(["0", "1", "2"], truth[1..].Select(row => row.Split(',')[0]).Distinct());
    }
}
