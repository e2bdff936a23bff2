using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using Cellect.Analysis.Graphs;
using Cellect.Live.Hosting;
using Cellect.Triggers.Brightness;
using Cellect.Triggers.Rules;
using Cellect.Triggers.WhatIf;

namespace Cellect.Live.Commands;

/// <summary><c>whatif</c>: what rules would have done in a session that was recorded.</summary>
internal static class WhatIfCommand
{
    private sealed record Request(
        string Recording,
        string Rules,
        string? Against,
        string? Regions,
        string? Truth,
        double MaxDistance,
        string? Table
    );

    public static Command Create()
    {
        var recording = new Option<string>("--recording")
        {
            Required = true,
            HelpName = "DIR",
            Description = "Folder that run, track or demo recorded to.",
        };
        var rules = new Option<string>("--rules")
        {
            Required = true,
            HelpName = "FILE",
            Description = "Rules: a file of the form of appsettings.json; only its section Triggers is read.",
        };
        var against = new Option<string?>("--against")
        {
            HelpName = "FILE",
            Description = "Other rules: what is gained and lost against them.",
        };
        var regions = new Option<string?>("--regions")
        {
            HelpName = "FILE",
            Description = "The file of regions, where it is not the one that the rules name.",
        };
        var truth = new Option<string?>("--truth")
        {
            HelpName = "FILE",
            Description = "Labelled divisions: a truth table (t,z,y,x,id,parent).",
        };
        var distance = new Option<double>("--max-distance")
        {
            HelpName = "UM",
            DefaultValueFactory = _ => 3,
            Description = "Farthest that a daughter may be from its label, micrometres.",
        };
        var table = new Option<string?>("--out")
        {
            HelpName = "FILE",
            Description = "Write every firing, and what was held back, as a table.",
        };
        distance.Validators.Add(result =>
        {
            if (!(result.GetValueOrDefault<double>() is > 0 and <= 1e6))
                result.AddError("--max-distance must be above 0 and at most 1000000 µm");
        });
        var command = new Command(
            "whatif",
            "Replays a recorded session under rules: firings, delays, precision and recall. Nothing is sent."
        )
        {
            recording,
            rules,
            against,
            regions,
            truth,
            distance,
            table,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            new Request(
                                parse.GetRequiredValue(recording),
                                parse.GetRequiredValue(rules),
                                parse.GetValue(against),
                                parse.GetValue(regions),
                                parse.GetValue(truth),
                                parse.GetValue(distance),
                                parse.GetValue(table)
                            )
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(Request request)
    {
        var rules = Rules(request.Rules, request.Regions);
        var session = new RecordedSession(request.Recording);
        var report = new WhatIfReport(Console.Out);
        var firings = Fired(request, session, rules);
        report.Firings(request.Rules, firings);
        report.List(firings);
        if (request.Against is { } other)
        {
            var others = Fired(request, session, Rules(other, request.Regions));
            report.Firings(other, others);
            report.Against(firings, others);
        }

        if (request.Truth is { } truth)
            report.Truth(TrueDivision.Of(PointTable.ReadNodes(truth), session.Voxel), firings, request.MaxDistance);
        if (request.Table is { } table)
            FiringTable.Write(table, firings);
        return ExitCode.Done;
    }

    private static RuleSet Rules(string path, string? regions) =>
        RuleFile.Read(path, regions) is { Rules.Count: > 0 } rules
            ? rules
            : throw new ValidationException($"{path} has no rules (Triggers:Rules); docs/triggers.md has three to begin with");

    private static IReadOnlyList<Firing> Fired(Request request, RecordedSession session, RuleSet rules)
    {
        if (rules.AsksForConfirmed && !session.Confirms)
            Console.Error.WriteLine(
                "the session confirmed no divisions (Model:Linker:Confirm false): rules with Confirmed true do not fire; replay its "
                    + "volumes with --Model:Linker:Confirm true, or use ConfirmVolumes"
            );
        using var brightness = RecordedBrightness.For(request.Recording, rules.Rules);
        return Progress.While("evaluating", () => Replay.Run(session.Read(), rules, brightness));
    }
}
