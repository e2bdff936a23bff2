using System.CommandLine;
using Cellect.Live.Hosting;
using Cellect.Triggers.Audit;
using Cellect.Triggers.WhatIf;

namespace Cellect.Live.Commands;

/// <summary><c>audit verify</c> and <c>audit replay</c>: whether an audit log is as it was written, and whether its recording gives the
/// same again.</summary>
internal static class AuditCommand
{
    private const int DifferencesShown = 10;

    public static Command Create() => new("audit", "Looks after the audit log of the triggers.") { Verify(), Replay() };

    private static Command Verify()
    {
        var file = File();
        var open = new Option<bool>("--open") { Description = "The log need not be closed: the service still runs, or crashed." };
        var head = new Option<string?>("--head")
        {
            HelpName = "HASH",
            Description = "A hash that was noted before; it must be in the log.",
        };
        var command = new Command("verify", "Finds whether anything in an audit log was changed, taken out or put in.")
        {
            file,
            open,
            head,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() => Task.FromResult(Verify(parse.GetRequiredValue(file), parse.GetValue(open), parse.GetValue(head))))
        );
        return command;
    }

    private static Command Replay()
    {
        var file = File();
        var recording = new Option<string>("--recording")
        {
            Required = true,
            HelpName = "DIR",
            Description = "The recording of the same series.",
        };
        var command = new Command("replay", "Evaluates the recording again under the rules in the log, and compares every firing.")
        {
            file,
            recording,
        };
        command.SetAction(
            (parse, _) => Fail.GuardAsync(() => Task.FromResult(Replay(parse.GetRequiredValue(file), parse.GetRequiredValue(recording))))
        );
        return command;
    }

    private static int Verify(string path, bool open, string? head)
    {
        var (entries, last, broken) = Progress.While("reading", () => AuditFile.Read(path));
        if (broken is not null)
            return Fail.With(ExitCode.Failed, $"{path}: {broken}; the {entries.Count} entries before it are sound");
        if (!open && !AuditFile.IsClosed(entries))
            return Fail.With(
                ExitCode.Failed,
                $"{path}: {entries.Count} entries are sound, but the log was not closed: the service still runs or "
                    + $"crashed (--open), or lines at its end were taken out"
            );
        if (
            head is not null
            && !System.IO.File.ReadLines(path).Any(line => line.StartsWith(head + " ", StringComparison.OrdinalIgnoreCase))
        )
            return Fail.With(
                ExitCode.Failed,
                $"{path}: {entries.Count} entries are sound, but the hash {head} is not among them: this is not the "
                    + $"log in which it was noted"
            );
        Console.WriteLine($"{path}: {entries.Count} entries, all as they were written; head {last}");
        return ExitCode.Done;
    }

    private static int Replay(string path, string recording)
    {
        var (entries, _, broken) = AuditFile.Read(path);
        if (broken is not null)
            return Fail.With(ExitCode.Failed, $"{path}: {broken}");
        var session = new RecordedSession(recording);
        var (compared, differences) = Progress.While("comparing", () =>
            AuditReplay.Compare(entries, session.Series, session.Read(), session.Folder)
        );
        foreach (var difference in differences.Take(DifferencesShown))
            Console.Error.WriteLine(difference);
        if (differences.Count > 0)
            return Fail.With(ExitCode.Failed, $"{differences.Count} differences");
        Console.WriteLine($"{compared} evaluations of series {session.Series}: the recording gives the same again");
        return ExitCode.Done;
    }

    private static Argument<string> File()
    {
        var file = new Argument<string>("FILE") { Description = "The audit log, triggers-DATE-TIME.audit." };
        file.Validators.Add(result =>
        {
            if (!System.IO.File.Exists(result.GetValueOrDefault<string>()))
                result.AddError($"no file '{result.GetValueOrDefault<string>()}'");
        });
        return file;
    }
}
