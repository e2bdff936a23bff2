using System.Diagnostics;

namespace Cellect.Data.Settings;

/// <summary>A program that lies beside this one, started in the way in which this one runs: by itself in a package, which needs no .NET
/// on the machine, and else by <c>dotnet</c>.</summary>
internal static class OwnProgram
{
    /// <summary>Whether the runtime lies beside the program.</summary>
    public static bool IsPackage { get; } = File.Exists(Path.Combine(AppContext.BaseDirectory, "System.Private.CoreLib.dll"));

    /// <summary>What starts a program of ours, ready for its arguments.</summary>
    /// <param name="name"><c>cellect</c> or <c>cellect-replay</c>.</param>
    /// <param name="arguments">Its command line.</param>
    public static ProcessStartInfo Start(string name, params IEnumerable<string> arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name);
        return IsPackage
            ? new ProcessStartInfo(OperatingSystem.IsWindows() ? path + ".exe" : path, arguments)
            : new ProcessStartInfo(Dotnet(), [path + ".dll", .. arguments]);
    }

    private static string Dotnet() =>
        Environment.ProcessPath is { } process && Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? process
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
