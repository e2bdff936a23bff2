using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Perfolizer.Metrology;

namespace Cellect.Benchmarks.Linking;

/// <summary><c>linking</c>: the cost of linking from 1,000 to 30,000 cells.</summary>
internal static class LinkingCommand
{
    public static Command Create()
    {
        var processor = new Option<bool>("--processor-time")
        {
            Description = "Processor time of merge and link in place of wall-clock time: what a busy machine can be asked.",
        };
        var command = new Command("linking", "Linking of 1,000 to 30,000 cells on one core, part by part (about 3 minutes).") { processor };
        command.SetAction(parse => parse.GetValue(processor) ? LinkingProcessorTime.Print() : Run());
        return command;
    }

    private static int Run()
    {
        var summary = BenchmarkRunner.Run<LinkingBenchmark>(Config());
        return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
    }

    // In this process: LibTorch takes longer to load than most benchmarks to run, and each build of it costs minutes.
    private static IConfig Config() =>
        ManualConfig
            .CreateEmpty()
            .AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(3)
                    .WithIterationCount(15)
                    .WithMinIterationTime(TimeInterval.Millisecond * 50)
            )
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddColumn(StatisticColumn.Median, StatisticColumn.P95)
            .WithSummaryStyle(SummaryStyle.Default.WithTimeUnit(TimeUnit.Millisecond).WithSizeUnit(SizeUnit.KB))
            .WithArtifactsPath(Path.Combine("results", "benchmarks"));
}
