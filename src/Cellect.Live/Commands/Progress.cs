using Spectre.Console;

namespace Cellect.Live.Commands;

/// <summary>How far long work has come: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class Progress
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Shown = TimeSpan.FromMilliseconds(250);

    /// <param name="what">The work, one word.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="work">Given what to call with the index of each step that is done.</param>
    /// <param name="between">Time from one line to the next where there is no terminal; null: five seconds.</param>
    /// <param name="detail">What else to tell in each line; null: nothing.</param>
    public static async Task ShowAsync(
        string what,
        int steps,
        Func<Action<int>, Task> work,
        TimeSpan? between = null,
        Func<string>? detail = null
    )
    {
        if (IsTerminal)
        {
            await AnsiConsole
                .Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    var bar = context.AddTask(what, maxValue: steps);
                    await work(step =>
                    {
                        bar.Value = step + 1;
                        if (detail is not null)
                            bar.Description = Markup.Escape($"{what}, {detail()}");
                    });
                });
            return;
        }

        var last = TimeProvider.System.GetTimestamp();
        await work(step =>
        {
            if (step + 1 < steps && TimeProvider.System.GetElapsedTime(last) < (between ?? Between))
                return;
            last = TimeProvider.System.GetTimestamp();
            Console.WriteLine($"{what}: {step + 1} of {steps}{(detail is null ? "" : $", {detail()}")}");
        });
    }

    /// <summary>Runs work of which nobody knows how long it takes: on a terminal something moves meanwhile.</summary>
    /// <param name="what">The work, one word.</param>
    /// <param name="work">The work; it writes nothing.</param>
    public static T While<T>(string what, Func<T> work)
    {
        if (!IsTerminal)
            return work();
        var result = Task.Run(work);
        if (!((IAsyncResult)result).AsyncWaitHandle.WaitOne(Shown))
            AnsiConsole.Status().Start(what, _ => Task.WaitAny(result));
        return result.GetAwaiter().GetResult();
    }

    private static bool IsTerminal => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
}
