using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;

namespace Cellect.Live.Doctor;

/// <summary>The machine itself: system, processor, memory, clock, graphics card.</summary>
internal static class MachineChecks
{
    private const int LeastGigabytes = 8,
        LeastCores = 4;
    private const double CoarsestTickMicroseconds = 10,
        LeastCardGigabytes = 3;

    /// <summary>All of them.</summary>
    public static IEnumerable<Finding> All() => [System(), Processor(), Memory(), Clock(), .. Networks()];

    private static Finding System() =>
        new(
            "system",
            FindingLevel.Good,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, .NET {Environment.Version}"
        );

    private static Finding Processor()
    {
        var text =
            $"{Environment.ProcessorCount} cores; "
            + (
                Avx512F.IsSupported ? "AVX-512"
                : Avx2.IsSupported ? "AVX2"
                : "no AVX2"
            )
            + (ProcessorPrecision.HasBFloat16 ? " with brain floats" : "");
        if (!Avx2.IsSupported)
            return new("processor", FindingLevel.Note, text, "without AVX2 a processor needs several times as long; use a graphics card");
        return Environment.ProcessorCount >= LeastCores
            ? new("processor", FindingLevel.Good, text)
            : new("processor", FindingLevel.Note, text, $"with fewer than {LeastCores} cores receiving and drawing compete with tracking");
    }

    private static Finding Memory()
    {
        var bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var text = $"{bytes / 1e9:F0} GB";
        return bytes >= LeastGigabytes * 1_000_000_000L
            ? new("memory", FindingLevel.Good, text)
            : new("memory", FindingLevel.Note, text, $"below {LeastGigabytes} GB keep volumes small and Model:Detector:MaxTileVoxels low");
    }

    private static Finding Clock()
    {
        var tick = 1e6 / Stopwatch.Frequency;
        var text = $"monotonic clock with ticks of {tick:G3} µs; wall clock {TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm:ss zzz}";
        return tick <= CoarsestTickMicroseconds
            ? new("clock", FindingLevel.Good, text)
            : new("clock", FindingLevel.Note, text, "latencies are told more coarsely than they are");
    }

    private static Finding[] Networks()
    {
        try
        {
            var report = TorchReport.Read();
            var networks = report.OnCard
                ? new Finding("networks", FindingLevel.Good, $"LibTorch {report.Version} on the graphics card")
                : new Finding("networks", FindingLevel.Note, $"LibTorch {report.Version} on the processor", report.Why);
            return report.Card is { } card ? [Card(card), networks] : [networks];
        }
        catch (InvalidOperationException e)
        {
            return [new("networks", FindingLevel.Trouble, e.Message, "see docs/gpu.md")];
        }
    }

    private static Finding Card(GraphicsCard card)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{card.Name}, {card.MemoryBytes / 1e9:F1} GB, compute capability {card.Major}.{card.Minor}, computes in {card.Precision}; "
                + $"the driver serves CUDA {card.DriverCuda / 1000}.{card.DriverCuda % 1000 / 10}"
        );
        return card.MemoryBytes >= LeastCardGigabytes * 1e9
            ? new("card", FindingLevel.Good, text)
            : new("card", FindingLevel.Note, text, "little memory: set Model:Detector:MaxTileVoxels to 4000000");
    }
}
