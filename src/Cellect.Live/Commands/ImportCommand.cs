using System.CommandLine;
using Cellect.Live.Hosting;
using Cellect.Model.Networks.Cellect2025;

namespace Cellect.Live.Commands;

/// <summary><c>import</c>: the three files of a published CELLECT checkpoint become a model of ours.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var unet = File("--unet", "U-Net with its centre network (U-ext+...pth).");
        var inter = File("--inter", "Inter-frame network (EX+...pth, 8 outputs).");
        var intra = File("--intra", "Intra-frame network (EN+...pth, 6 outputs).");
        var directory = new Option<string>("--out")
        {
            Description = $"Folder for {Cellect2025Model.FileName}; name it as Model:Path to use the model.",
            Required = true,
            HelpName = "DIR",
        };
        var command = new Command(
            "import",
            "Checks the published checkpoints of CELLECT and makes a model of them. Nothing in the files is executed."
        )
        {
            unet,
            inter,
            intra,
            directory,
        };
        command.SetAction(
            (parse, _) =>
                Fail.GuardAsync(() =>
                    Task.FromResult(
                        Run(
                            parse.GetRequiredValue(unet),
                            parse.GetRequiredValue(inter),
                            parse.GetRequiredValue(intra),
                            parse.GetRequiredValue(directory)
                        )
                    )
                )
        );
        return command;
    }

    private static int Run(string unet, string inter, string intra, string directory)
    {
        var (path, variant) = Progress.While("importing", () => Cellect2025Model.Import(unet, inter, intra, directory));
        Console.WriteLine($"{Cellect2025Model.Name}, variant {variant}, in {path}; use it with --Model:Path {directory}");
        return ExitCode.Done;
    }

    private static Option<string> File(string name, string description) =>
        new(name)
        {
            Description = description,
            Required = true,
            HelpName = "FILE",
        };
}
