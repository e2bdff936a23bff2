using System.Diagnostics;
using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Tests.Actions;

/// <summary>The receiver of docs/examples, as a user runs it.</summary>
public class PythonMicroscopeTests
{
    [Theory(Timeout = 300_000)]
    [InlineData((int)MessageForm.Json)]
    [InlineData((int)MessageForm.MessagePack)]
    public async Task Send_ToTheExample_IsCarriedOutOnceAndReadBack(int form)
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python), $"{Python} is not there");
        using (var imports = Process.Start(Python, ["-c", "import zmq, msgpack"]))
        {
            await imports.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.SkipUnless(imports.ExitCode == 0, $"{Python} has no zmq and msgpack (apt install python3-zmq python3-msgpack)");
        }

        using var example = ChildProgram.Python(Path.Combine(Repository.Root, "docs", "examples", "microscope.py"), "tcp://127.0.0.1:*");
        var endpoint = await example.WaitForAsync(@"microscope at (tcp://\S+)");
        await using var adapter = Requests.Adapter(
            new AdapterOptions
            {
                Endpoint = endpoint,
                Form = (MessageForm)form,
                Retry = Requests.Patient(),
            }
        );
        Assert.Equal(
            (10.0, 5.0),
            ((await adapter.ReadAsync(TestContext.Current.CancellationToken)) is var s ? (s.IntervalSeconds, s.PowerPercent) : default)
        );
        var first = await adapter.SendAsync(Requests.Power(20), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Done, (double?)20), (first.Outcome, first.ReadBack!.PowerPercent));
        await adapter.SendAsync(Requests.Power(30, "k2"), TestContext.Current.CancellationToken);
        var again = await adapter.SendAsync(Requests.Power(20), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Done, (double?)30), (again.Outcome, again.ReadBack!.PowerPercent));
        var refused = await adapter.SendAsync(Requests.Power(101, "k3"), TestContext.Current.CancellationToken);
        Assert.Equal((ActionOutcome.Refused, "power_percent must be 0 to 100"), (refused.Outcome, refused.Detail));
    }
}
