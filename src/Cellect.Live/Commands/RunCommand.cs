using System.CommandLine;
using Cellect.Live.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>run</c>: the hosted service.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var command = new Command(
            "run",
            "Receives volumes, tracks their cells and publishes the tracks until stopped. "
                + "Options come from appsettings.json, CELLECT_Section__Key variables and --Section:Key value; "
                + "docs/configuration.md lists them."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        var directory = new Option<string?>("--directory")
        {
            HelpName = "DIR",
            Description = "Works in this folder: a service of Windows begins in the system's.",
        };
        command.Add(directory);
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                {
                    if (parse.GetValue(directory) is { } folder)
                        Environment.CurrentDirectory = folder;
                    return RunAsync(Overrides.Of(parse), cancel);
                })
        );
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var configuration = OptionsReader.Configuration(arguments);
        var options = OptionsReader.Read(configuration, StartCheck.Mistakes);
        var exit = new ExitCode();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        Logs.Add(builder.Logging, configuration);
        builder.Services.AddMetrics();
        builder.Services.AddWindowsService();
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System).AddSingleton(exit);
        builder.Services.AddSingleton<Func<IConfiguration>>(() => OptionsReader.Configuration(arguments));
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = ShutdownTime);
        builder.Services.AddHostedService<CellectService>();
        using var host = builder.Build();
        await host.RunAsync(cancel);
        return exit.Value;
    }
}
