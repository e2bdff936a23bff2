using Spectre.Console;

namespace Cellect.Live.Commands;

/// <summary>How far long work has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class Progress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <param name="what">The work, one word.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="work">Given what to call with the index of each step that is done.</param>
    public static async Task ShowAsync(string what, int steps, Func<Action<int>, Task> work)
    {
        if (AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected)
        {
            await AnsiConsole
                .Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var bar = context.AddTask(what, maxValue: steps);
                    await work(step => bar.Value = step + 1);
                });
            return;
        }

        var last = TimeProvider.System.GetTimestamp();
        await work(step =>
        {
            if (TimeProvider.System.GetElapsedTime(last) < Between)
                return;
            last = TimeProvider.System.GetTimestamp();
            Console.WriteLine($"{what}: {step + 1} of {steps}");
        });
    }
}
