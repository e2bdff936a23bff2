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
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) => Fail.GuardAsync(() => RunAsync(parse.GetValue(json), parse.GetValue(quick), Overrides.Of(parse), cancel))
        );
        return command;
    }

    private static async Task<int> RunAsync(bool json, bool quick, string[] overrides, CancellationToken cancel)
    {
        var options = OptionsReader.Read(OptionsReader.Configuration(overrides));
        var findings = new List<Finding>();
        foreach (var finding in MachineChecks.All().Concat(PlaceChecks.All(options)))
            Add(findings, finding, json);
        var test =
            quick || findings.Exists(f => f is { What: "networks", Level: FindingLevel.Trouble }) ? null : await TestAsync(json, cancel);
        if (test is not null)
            Add(findings, Speed(test), json);
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
