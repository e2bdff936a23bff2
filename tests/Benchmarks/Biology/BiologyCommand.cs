using System.CommandLine;

namespace Cellect.Benchmarks.Biology;

/// <summary><c>biology</c>: what the analysis says of simulated specimens, detection and tracking included, against their exact truth.</summary>
internal static class BiologyCommand
{
    private static readonly string[] All = ["germinalcentre?seed=1", "spleen?seed=1", "neurons?seed=1", "tcells?seed=1"];

    public static Command Create()
    {
        var specs = new Argument<string[]>("SCENE") { Description = $"As after sim:; without any {string.Join(", ", All)}.", Arity = new(0, 100) };
        var folder = new Option<string>("--work")
        {
            HelpName = "DIR",
            Description = "Where the recordings are made; those that are there are used again.",
            DefaultValueFactory = _ => Path.Combine("results", "biology"),
        };
        var report = new Option<string?>("--report") { HelpName = "DIR", Description = "Write the report of the germinal centre there." };
        var command = new Command("biology", "The analysis of simulated specimens against their truth (15 minutes on two cores).")
        {
            specs,
            folder,
            report,
        };
        command.SetAction(parse =>
        {
            foreach (var spec in parse.GetValue(specs) is { Length: > 0 } some ? some : All)
                Measure(spec, Path.Combine(parse.GetValue(folder)!, spec.Replace('?', '-').Replace('&', '-').Replace('=', '-')), parse.GetValue(report));
        });
        return command;
    }

    private static void Measure(string spec, string folder, string? report)
    {
        Console.WriteLine($"sim:{spec}");
        switch (spec.Split('?')[0])
        {
            case "germinalcentre":
                GerminalCentreScene.Measure(spec, folder, report);
                break;
            case "spleen":
                SpleenMeasure.Measure(spec, folder);
                break;
            case "neurons":
                NeuronScene.Measure(spec, folder);
                break;
            case "tcells":
                TcellScene.Measure(spec, folder);
                break;
            default:
                throw new ArgumentException($"nothing is measured on '{spec}'; there are {string.Join(", ", All)}");
        }
    }
}
