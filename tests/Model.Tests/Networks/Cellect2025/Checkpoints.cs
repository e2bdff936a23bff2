using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>Small containers of the published kind, made here.</summary>
internal static class Checkpoints
{
    /// <summary>A pickle as the published files hold it: an ordered dictionary of the given float32 tensors, storages "0", "1",
    /// ...</summary>
    public static byte[] Pickle(params (string Name, long[] Shape, long[] Stride, long Offset, long Stored)[] tensors)
    {
        var pickle = new PickleWriter().Raw(0x80, 2).Global("collections", "OrderedDict").Raw(')', 'R', 'q', 0, '(');
        for (var i = 0; i < tensors.Length; i++)
        {
            var (name, shape, stride, offset, stored) = tensors[i];
            pickle
                .Text(name)
                .Global("torch._utils", "_rebuild_tensor_v2")
                .Raw('(')
                .Raw('(')
                .Text("storage")
                .Global("torch", "FloatStorage")
                .Text($"{i}")
                .Text("cuda:0")
                .Integer(stored)
                .Raw('t', 'Q')
                .Integer(offset)
                .Tuple(shape)
                .Tuple(stride)
                .Raw(0x89)
                .Global("collections", "OrderedDict")
                .Raw(')', 'R', 't', 'R');
        }

        return pickle.Raw('u', '}').Text("_metadata").Global("collections", "OrderedDict").Raw(')', 'R', 's', 'b', '.').ToArray();
    }

    /// <summary>A container with a pickle and storages.</summary>
    public static byte[] Container(byte[] pickle, params float[][] storages)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            Add(archive, "archive/data.pkl", pickle);
            for (var i = 0; i < storages.Length; i++)
                Add(archive, $"archive/data/{i}", System.Runtime.InteropServices.MemoryMarshal.AsBytes(storages[i].AsSpan()).ToArray());
            Add(archive, "archive/version", "3\n"u8.ToArray());
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }

    /// <summary>Writes pickle instructions.</summary>
    internal sealed class PickleWriter
    {
        private readonly MemoryStream _bytes = new();

        public PickleWriter Raw(params int[] bytes)
        {
            foreach (var b in bytes)
                _bytes.WriteByte((byte)b);
            return this;
        }

        public PickleWriter Global(string module, string name) => Raw('c').Bytes(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

        public PickleWriter Text(string text)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, Encoding.UTF8.GetByteCount(text));
            return Raw('X').Bytes(length).Bytes(Encoding.UTF8.GetBytes(text));
        }

        public PickleWriter Integer(long value)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)value);
            return Raw('J').Bytes(bytes);
        }

        public PickleWriter Tuple(long[] values)
        {
            Raw('(');
            foreach (var v in values)
                Integer(v);
            return Raw('t');
        }

        public byte[] ToArray() => _bytes.ToArray();

        private PickleWriter Bytes(byte[] bytes)
        {
            _bytes.Write(bytes);
            return this;
        }
    }
}
