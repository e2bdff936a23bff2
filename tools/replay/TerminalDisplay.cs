using Spectre.Console;

namespace Cellect.Replay;

/// <summary>A progress bar on a terminal.</summary>
internal sealed class TerminalDisplay(ProgressTask bar) : IReplayDisplay
{
    public static Task<T> RunAsync<T>(int frames, Func<IReplayDisplay, Task<T>> run) =>
        AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new TerminalDisplay(context.AddTask($"{frames} volumes", maxValue: frames))));

    public void Say(string line) => AnsiConsole.WriteLine(line);

    public void Advance(int next) => bar.Value = next;
}
