using System.CommandLine;
using System.Runtime.InteropServices;
using Cellect.Live.Hosting;
using Cellect.Triggers.Adapters;
using Cellect.Triggers.Watchdog;

namespace Cellect.Live.Commands;

/// <summary><c>watchdog</c>: started by the service at arming; reads what to watch, and beats, from standard input.</summary>
internal static partial class WatchdogCommand
{
    /// <summary>The verb.</summary>
    public const string Name = "watchdog";

    public static Command Create()
    {
        var command = new Command(Name, "Puts the microscope back when the service dies. Started by the service at arming, not by hand.")
        {
            Hidden = true,
        };
        command.SetAction((_, _) => Fail.GuardAsync(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync()
    {
        // Ctrl-C and a closing terminal reach every process of a session, and must not end the one that tidies up after them.
        using var interrupt = Ignore(PosixSignal.SIGINT);
        using var hangUp = Ignore(PosixSignal.SIGHUP);
        using var terminate = Ignore(PosixSignal.SIGTERM);
        if (!OperatingSystem.IsWindows())
            _ = StartSession();

        using var input = new StreamReader(Console.OpenStandardInput());
        var order = WatchdogOrder.Read(await input.ReadLineAsync() ?? "");
        var log = new WatchdogFileLog(order.Options.LogFile, TimeProvider.System);
        var run = new WatchdogRun(
            input,
            Console.Out,
            m => ActionAdapters.Open(m.Name, m.Options, TimeProvider.System, log),
            TimeProvider.System,
            log
        );
        return await run.RunAsync(order) ? ExitCode.Done : ExitCode.Failed;
    }

    private static PosixSignalRegistration Ignore(PosixSignal signal) =>
        PosixSignalRegistration.Create(signal, context => context.Cancel = true);

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int StartSession();
}
