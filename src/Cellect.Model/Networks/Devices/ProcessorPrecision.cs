using System.Runtime.Intrinsics.X86;

namespace Cellect.Model.Networks.Devices;

/// <summary>What the processor's arithmetic units can do.</summary>
internal static class ProcessorPrecision
{
    /// <summary>
    /// True when the processor multiplies 16-bit brain floats (AVX512_BF16: CPUID leaf 7, subleaf 1, EAX bit 5): the heavy convolutions
    /// then take half the time. Elsewhere they would be emulated, and slow.
    /// </summary>
    public static bool HasBFloat16 { get; } =
        X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && X86Base.CpuId(7, 0).Eax >= 1 && (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0;
}
