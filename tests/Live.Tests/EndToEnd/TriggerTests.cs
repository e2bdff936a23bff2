using Cellect.Testing;
using Cellect.Triggers.Audit;
using Cellect.Triggers.WhatIf;

namespace Cellect.Live.Tests.EndToEnd;

public class TriggerTests
{
    /// <summary>The whole way: sender, service, rule, simulated microscope, arm and stop by the verbs, audit, replay of the
    /// recording.</summary>
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Run_ArmedSession_SteersTheMicroscopePutsItBackAndReplaysTheSame()
    {
        var microscope = FreeEndpoint();
        using var service = await Service.StartAsync(
            "--Record:Masks",
            "false",
            "--Triggers:Mode",
            "Observe",
            "--Triggers:CommandEndpoint",
            "tcp://127.0.0.1:0",
            "--Triggers:Envelope:MinIntervalSeconds",
            "0.1",
            "--Triggers:Rules:0:Name",
            "divides",
            "--Triggers:Rules:0:When:Event",
            "Division",
            "--Triggers:Rules:0:DeadlineMilliseconds",
            "120000",
            "--Triggers:Rules:0:Guards:MaxAgeSeconds",
            "120",
            "--Triggers:Rules:0:Guards:WarmUpVolumes",
            "1",
            "--Triggers:Rules:0:Then:0:Adapter",
            "sim",
            "--Triggers:Rules:0:Then:0:IntervalSeconds",
            "0.4",
            "--Microscope:Adapters:sim:Endpoint",
            microscope,
            "--Microscope:Watchdog:LogFile",
            "",
            "--Microscope:Watchdog:RestoreSeconds",
            "5"
        );
        var commands = await service.Program.WaitForAsync(@"commands \(arm, disarm, stop\) on (tcp://\S+)");
        using var replay = ChildProgram.Replay(
            "sim:embryo?seed=4&frames=80&z=12&y=64&x=64&cycle=12",
            "--to",
            service.Endpoint,
            "--rate",
            "2",
            "--microscope",
            microscope
        );
        await replay.WaitForAsync("microscope answers");
        using (var arm = ChildProgram.Cellect("arm", "--for", "10m", "--to", commands))
            Assert.True(await arm.ExitAsync() == 0, arm.Output + service.Program.Output);
        await replay.WaitForAsync("microscope: divides changes");
        // The microscope is there as long as it sends.
        using (var stop = ChildProgram.Cellect("stop", "--to", commands))
            Assert.True(await stop.ExitAsync() == 0, stop.Output);
        await replay.WaitForAsync("microscope: restore changes");
        Assert.Equal(0, await service.Program.StopAsync());

        var (entries, _, broken) = AuditFile.Read(Directory.GetFiles(service.Folder, "*.audit").Single());
        Assert.Null(broken);
        Assert.True(AuditFile.IsClosed(entries));
        var session = new RecordedSession(service.Folder);
        var (compared, differences) = AuditReplay.Compare(entries, session.Series, session.Read(), session.Folder);
        Assert.Empty(differences);
        Assert.True(compared > 0, $"{compared} evaluations");
    }

    private static string FreeEndpoint()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return $"tcp://{listener.LocalEndpoint}";
    }
}
