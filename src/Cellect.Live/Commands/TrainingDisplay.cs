using Cellect.Lab.Training;
using Spectre.Console;

namespace Cellect.Live.Commands;

/// <summary>A training's progress: a bar with the time left on a terminal, plain lines elsewhere.</summary>
internal static class TrainingDisplay
{
    /// <param name="train">Given where to report to.</param>
    public static T Show<T>(Func<Action<TrainingProgress>, T> train)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return train(progress =>
            {
                if (progress.Line is { } line)
                    Console.WriteLine(progress.Left > TimeSpan.Zero ? $"{line}, {Left(progress)} left" : line);
            });
        return AnsiConsole
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                var bar = context.AddTask("training", maxValue: 1);
                return train(progress =>
                {
                    bar.Value = progress.Share;
                    bar.Description = $"training, {Left(progress)} left";
                    if (progress.Line is { } line)
                        AnsiConsole.WriteLine(line);
                });
            });
    }

    private static string Left(TrainingProgress progress) =>
        progress.Left.TotalMinutes >= 1
            ? FormattableString.Invariant($"{progress.Left.TotalMinutes:0} min")
            : FormattableString.Invariant($"{progress.Left.TotalSeconds:0} s");
}
