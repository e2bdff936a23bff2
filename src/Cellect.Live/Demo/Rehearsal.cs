using System.Net;
using System.Net.Sockets;
using Cellect.Data.Status;
using Cellect.Triggers;

namespace Cellect.Live.Demo;

/// <summary>The demo's triggers: a rule that makes the simulated microscope faster at each division, armed for the whole session.</summary>
internal sealed class Rehearsal
{
    /// <summary>Volumes a second before anything divides.</summary>
    public const int VolumesPerSecond = 2;

    private static readonly TimeSpan Length = TimeSpan.FromHours(12),
        Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Where the simulated microscope answers.</summary>
    public string Endpoint { get; } = FreeEndpoint();

    /// <summary>Settings of the demo's triggers.</summary>
    /// <param name="folder">Folder of the results.</param>
    public IEnumerable<string> Settings(string folder) =>
        [
            "--Triggers:Mode",
            "Observe",
            "--Triggers:CommandEndpoint",
            "tcp://127.0.0.1:0",
            "--Triggers:Envelope:MinIntervalSeconds",
            "0.1",
            "--Triggers:Envelope:MaxPowerPercent",
            "30",
            "--Triggers:Rules:0:Name",
            "faster-at-division",
            "--Triggers:Rules:0:When:Event",
            "Division",
            "--Triggers:Rules:0:DeadlineMilliseconds",
            "60000",
            "--Triggers:Rules:0:Guards:MaxAgeSeconds",
            "60",
            "--Triggers:Rules:0:Then:0:Adapter",
            "simulated",
            "--Triggers:Rules:0:Then:0:IntervalSeconds",
            "0.4",
            "--Microscope:Adapters:simulated:Endpoint",
            Endpoint,
            "--Microscope:Watchdog:LogFile",
            Path.Combine(folder, "watchdog.log"),
            // The simulated microscope ends with its sender: where that is gone, nothing is left to be put back.
            "--Microscope:Watchdog:RestoreSeconds",
            "5",
        ];

    /// <summary>Arms as soon as the microscope answers.</summary>
    public static async Task ArmAsync(ITriggerControl triggers, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested && triggers.Status.Mode != TriggerMode.Armed)
        {
            triggers.Arm(Length, Caller.Service);
            while (triggers.Status is { Mode: not TriggerMode.Armed, Alerts.Count: 0 })
                await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>What the triggers did, for the scoreboard.</summary>
    public static string Summary(TriggerSession triggers)
    {
        var s = triggers.Control.Status;
        return $"triggers: {s.Fired} firings, {s.HeldBack} held back; {s.Acknowledged} actions done by the simulated "
            + $"microscope, {s.Refused} not sent, {s.Failed} failed; audit log {triggers.AuditPath}";
    }

    private static string FreeEndpoint()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
