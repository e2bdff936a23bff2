using System.Diagnostics;
using Cellect.Data.Tracks;
using Cellect.Triggers.WhatIf;

namespace Cellect.Benchmarks.Biology;

/// <summary>A specimen tracked by <c>cellect track</c>, detection and all, as a user would. What lies there from an earlier call is used
/// again.</summary>
/// <param name="folder">Folder of the recording.</param>
internal sealed class TrackedRun(string folder)
{
    /// <summary>Folder of the recording.</summary>
    public string Folder => folder;

    /// <summary>Tracks a source.</summary>
    /// <param name="source">As <c>cellect track</c> takes it.</param>
    /// <param name="folder">Where to; what is there is not made anew.</param>
    /// <param name="more">Further options.</param>
    public static TrackedRun Of(string source, string folder, params string[] more)
    {
        if (File.Exists(Path.Combine(folder, "session.json")))
            return new TrackedRun(folder);
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "cellect.dll"),
            "track",
            source,
            "--out",
            folder,
            "--Model:Path",
            Testing.Repository.Model,
            .. more,
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new TrackedRun(folder) : throw new InvalidOperationException($"track {source} failed:\n{said}");
    }

    /// <summary>Its frames, in the order of time.</summary>
    public IEnumerable<TrackedFrame> Frames() => new RecordedSession(folder).Read();
}
