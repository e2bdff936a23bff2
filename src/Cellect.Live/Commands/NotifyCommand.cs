using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Cellect.Dashboard.Notifications;
using Cellect.Dashboard.Settings;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>notify --test</c>: a message to every target of the settings, now.</summary>
internal static class NotifyCommand
{
    public static Command Create()
    {
        var test = new Option<bool>("--test") { Required = true, Description = "Sends a message that says that it is a test." };
        var command = new Command(
            "notify",
            "Tries the targets of the section Notifications. Options of run may follow as --Section:Key value."
        )
        {
            test,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parse, cancel) => Fail.GuardAsync(() => RunAsync(Overrides.Of(parse), cancel)));
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var targets = OptionsReader
            .Read(OptionsReader.Configuration(arguments), options => NoticeTargets.Mistakes(options.Notifications))
            .Notifications.Targets;
        if (targets.Count == 0)
            throw new ValidationException("nobody is to be told: Notifications:Targets is empty (docs/dashboard.md, \"Notifications\")");
        var reached = true;
        foreach (var target in targets)
            reached &= await SendAsync(target, cancel);
        return reached ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<bool> SendAsync(TargetOptions options, CancellationToken cancel)
    {
        using var target = NoticeTargets.Open(options);
        var notice = new Notice
        {
            Key = "test",
            Event = "test",
            Title = "a test",
            Text = $"Cellect on {Environment.MachineName} reaches you here. Nothing has happened.",
            At = TimeProvider.System.GetUtcNow(),
        };
        var failure = await target.SendAsync(notice, cancel);
        Console.WriteLine(failure is null ? $"{options.Title}: sent" : $"{options.Title}: NOT sent, {failure.Why}");
        return failure is null;
    }
}
