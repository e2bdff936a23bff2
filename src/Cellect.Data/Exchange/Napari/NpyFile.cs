using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Cellect.Data.Exchange.Napari;

/// <summary>Numpy's file of one array, version 1.0.</summary>
internal static class NpyFile
{
    private const int Alignment = 64;
    private const int Prefix = 10;

    /// <summary>Writes a table of numbers of 64 bits.</summary>
    public static void Write(string path, ReadOnlySpan<double> values, int columns)
    {
        var header = $"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Length / columns}, {columns}), }}";
        var length = (Prefix + header.Length + 1 + Alignment - 1) / Alignment * Alignment - Prefix;
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0]);
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)length);
        file.Write(size);
        file.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        file.Write(MemoryMarshal.AsBytes(values));
    }
}
