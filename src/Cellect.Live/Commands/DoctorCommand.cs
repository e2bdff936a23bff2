using System.CommandLine;
using System.Globalization;
using Cellect.Live.Doctor;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary><c>doctor</c>: looks at everything that a session needs, and runs one.</summary>
internal static class DoctorCommand
{
    // Times from volume to volume that the largest volume is told for, seconds.
    private static readonly double[] Intervals = [0.1, 1, 10, 60];

    private const long LeastServiceBytes = 1_000_000_000;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var quick = new Option<bool>("--quick") { Description = "Without the self-test, which takes about a minute." };
        var command = new Command(
            "doctor",
            "Looks at this machine and the settings: what is there, what is missing, what helps, how fast it is."
        )
        {
            json,
            quick,
        };
        var services = new Option<int>("--services")
        {
            Description = "Tells the limits for so many services that share this machine, 1 to 64.",
            DefaultValueFactory = _ => 1,
            HelpName = "N",
        };
        services.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 64)
                result.AddError("--services must be 1 to 64");
        });
        command.Add(services);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    RunAsync(parse.GetValue(json), parse.GetValue(quick), parse.GetValue(services), Overrides.Of(parse), cancel)
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(bool json, bool quick, int services, string[] overrides, CancellationToken cancel)
    {
        var options = OptionsReader.Read(OptionsReader.Configuration(overrides));
        var findings = new List<Finding>();
        foreach (var finding in MachineChecks.All().Concat(PlaceChecks.All(options)))
            Add(findings, finding, json);
        var test =
            quick || findings.Exists(f => f is { What: "networks", Level: FindingLevel.Trouble }) ? null : await TestAsync(json, cancel);
        if (test is not null)
            Add(findings, Speed(test), json);
        if (services > 1)
            Add(findings, Shared(test, services), json);
        if (json)
            WriteJson(findings, test);
        return findings.Exists(f => f.Level == FindingLevel.Trouble) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<SelfTest> TestAsync(bool json, CancellationToken cancel)
    {
        using var services = new ToolServices();
        if (json)
            return await SelfTest.RunAsync(services.Session, _ => { }, cancel);
        SelfTest? test = null;
        await Progress.ShowAsync("self-test", SelfTest.Volumes, async advance =>
            test = await SelfTest.RunAsync(services.Session, advance, cancel)
        );
        return test!;
    }

    private static Finding Speed(SelfTest test)
    {
        var measured = string.Create(CultureInfo.InvariantCulture, $"{test.Shape}: {test.SecondsAVolume:G3} s a volume, measured");
        var usual = string.Create(CultureInfo.InvariantCulture, $"{SelfTest.Usual} {test.SecondsAUsualVolume:G3} s");
        var largest = string.Join(", ", Intervals.Select(seconds => Largest(test, seconds)));
        return new(
            "speed",
            FindingLevel.Good,
            $"{measured}; reckoned by voxels: {usual}; largest volume of {SelfTest.Usual.Z} slices: {largest}"
        );
    }

    /// <summary>What is left for each of several services: a network that waits for another's takes as many times as long.</summary>
    private static Finding Shared(SelfTest? test, int services)
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / services;
        var largest = test is null ? "" : string.Join(", ", Intervals.Select(seconds => Largest(test, seconds / services, seconds)));
        if (largest.Length > 0)
            largest = $"; largest volume of {SelfTest.Usual.Z} slices: {largest}";
        var text =
            $"each of {services} services has {memory / 1e9:F1} GB and {Environment.ProcessorCount / (double)services:0.##} cores{largest}";
        return memory >= LeastServiceBytes
            ? new("shared", FindingLevel.Good, text)
            : new("shared", FindingLevel.Note, text, "a service with small volumes takes 0.5 to 1 GB: run fewer here");
    }

    private static string Largest(SelfTest test, double share, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"every {seconds} s {test.LargestSide(share)}x{test.LargestSide(share)}");

    private static string Largest(SelfTest test, double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"every {seconds} s {test.LargestSide(seconds)}x{test.LargestSide(seconds)}");

    private static void Add(List<Finding> findings, Finding finding, bool quiet)
    {
        findings.Add(finding);
        if (quiet)
            return;
        var mark = finding.Level switch
        {
            FindingLevel.Good => "  ok  ",
            FindingLevel.Note => " note ",
            _ => "FAULT ",
        };
        Console.WriteLine($"{mark} {finding.What}: {finding.Text}");
        if (finding.Remedy.Length > 0)
            Console.WriteLine($"       {finding.Remedy}");
    }

    private static void WriteJson(List<Finding> findings, SelfTest? test) => JsonOutput.Write(Console.Out, 1, (json, _) =>
        {
            json.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("what", finding.What);
                json.WriteString("level", finding.Level.ToString().ToLowerInvariant());
                json.WriteString("text", finding.Text);
                json.WriteString("remedy", finding.Remedy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            JsonOutput.WriteNumber(json, "seconds_a_volume", test?.SecondsAVolume);
            JsonOutput.WriteNumber(json, "voxels_a_second", test?.VoxelsASecond);
            JsonOutput.WriteNumber(json, "seconds_a_volume_41x512x512", test?.SecondsAUsualVolume);
        });
}
