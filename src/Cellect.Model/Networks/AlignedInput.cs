using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Cellect.Model.Networks;

/// <summary>
/// Values as a tensor in LibTorch's own memory, which is aligned. TorchSharp's <c>tensor(array)</c> lets LibTorch read the managed array
/// where it lies, and the matrix product's last bits depend on its address: the same series then gave other tracks.csv from run to run.
/// </summary>
internal static class AlignedInput
{
    /// <summary>Copies values.</summary>
    /// <param name="values">As many as <paramref name="shape"/> asks for, C order.</param>
    /// <param name="shape">Length of each axis.</param>
    public static Tensor Of(ReadOnlySpan<float> values, params long[] shape)
    {
        var made = empty(shape, ScalarType.Float32);
        if (values.Length != made.NumberOfElements)
            throw new ArgumentException($"{values.Length} values are no tensor [{string.Join(", ", shape)}]", nameof(values));
        values.CopyTo(MemoryMarshal.Cast<byte, float>(made.bytes));
        return made;
    }
}
