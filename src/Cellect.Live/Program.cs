using System.CommandLine;
using System.Text;
using Cellect.Live.Commands;
using Cellect.Live.Hosting;

// A console of Windows has a code page of its own, in which there is no µ.
if (OperatingSystem.IsWindows())
    Console.OutputEncoding = Encoding.UTF8;

// Its command line belongs to another program, and is not to be read here.
if (args is [ReplayCommand.Name, .. var rest])
    return await ReplayCommand.RunAsync(rest);

var root = new RootCommand("Cellect: live cell tracking for microscopy")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    ReplayCommand.Create(),
    ProbeCommand.Create(),
    DoctorCommand.Create(),
    TrackCommand.Create(),
    PlanCommand.Create(),
    PoolCommand.Create(),
    StitchCommand.Create(),
    ViewCommand.Create(),
    TrainCommand.Create(),
    CalibrateCommand.Create(),
    ImportCommand.Create(),
    AnalyseCommand.Create(),
    FinishCommand.Create(),
    CorrectCommand.Create(),
    ExportCommand.Export(),
    ExportCommand.Convert(),
    WhatIfCommand.Create(),
    CalibrateStageCommand.Create(),
    AuditCommand.Create(),
    TriggerCommands.Arm(),
    TriggerCommands.Disarm(),
    TriggerCommands.Stop(),
    TriggerCommands.PutBack(),
    WatchdogCommand.Create(),
    ServiceCommand.Create(),
    DashboardCommand.Create(),
    NotifyCommand.Create(),
    new Command("evaluate", "Scores results against a truth.") { EvaluatePointsCommand.Create(), EvaluateCtcCommand.Create() },
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
    return Fail.With(ExitCode.Usage, UsageMistake.Of(parsed));

// The watchdog is ended by the service that it watches alone.
if (parsed.CommandResult.Command.Name == WatchdogCommand.Name)
    return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

// A stopped training or session saves what it has: the default of two seconds is too short for that.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
