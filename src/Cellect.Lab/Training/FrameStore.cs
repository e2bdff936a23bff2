using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Cellect.Model.Networks;

namespace Cellect.Lab.Training;

/// <summary>
/// The frames that a training needs, in a scratch file: memory holds one volume while it is added, and afterwards only the parts that are
/// cut out. The file goes with the object.
/// </summary>
public sealed class FrameStore : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<int, Frame> _frames = [];

    private sealed record Frame(long Offset, Normalization Normalization, float DarkUpTo);

    /// <param name="path">Scratch file; replaced.</param>
    /// <param name="depth">Slices of every frame.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public FrameStore(string path, int depth, int height, int width)
    {
        Shape = (depth, height, width);
        _file = new FileStream(
            path,
            new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Options = FileOptions.DeleteOnClose | FileOptions.RandomAccess,
            }
        );
    }

    /// <summary>Slices, rows, columns of every frame.</summary>
    public (int Depth, int Height, int Width) Shape { get; }

    /// <summary>The largest value of any frame.</summary>
    internal ushort Most { get; private set; }

    /// <summary>Whether frame t is here.</summary>
    public bool Has(int t) => _frames.ContainsKey(t);

    /// <summary>Adds a frame, C order (z, y, x).</summary>
    public void Add(int t, ReadOnlySpan<ushort> voxels)
    {
        if (voxels.Length != Shape.Depth * Shape.Height * Shape.Width)
            throw new ArgumentException(
                $"frame {t} has {voxels.Length} voxels, not {Shape.Depth}x{Shape.Height}x{Shape.Width}",
                nameof(voxels)
            );
        Most = Math.Max(Most, TensorPrimitives.Max(voxels));
        var frame = new Frame(
            _frames.Count * (long)voxels.Length * sizeof(ushort),
            Normalization.Of(voxels),
            LocalMean.DarkUpTo(voxels, Shape)
        );
        RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(voxels), frame.Offset);
        _frames.Add(t, frame);
    }

    /// <summary>The voxels of a part of frame t that begins at (z0, y0, x0); what lies outside the frame is 0, as fill is. Safe from
    /// several threads.</summary>
    public ushort[] Read(int t, int z0, int y0, int x0, int depth, int height, int width)
    {
        var result = new ushort[depth * height * width];
        int from = Math.Max(x0, 0),
            to = Math.Min(x0 + width, Shape.Width);
        if (to <= from)
            return result;
        for (var z = Math.Max(0, -z0); z < Math.Min(depth, Shape.Depth - z0); z++)
        for (var y = Math.Max(0, -y0); y < Math.Min(height, Shape.Height - y0); y++)
        {
            var row = MemoryMarshal.AsBytes(result.AsSpan((z * height + y) * width + from - x0, to - from));
            var offset = _frames[t].Offset + (((long)(z0 + z) * Shape.Height + y0 + y) * Shape.Width + from) * sizeof(ushort);
            if (RandomAccess.Read(_file.SafeFileHandle, row, offset) != row.Length)
                throw new IOException($"scratch file {_file.Name} ends early; is the disk full?");
        }

        return result;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal Normalization NormalizationOf(int t) => _frames[t].Normalization;

    internal float DarkUpTo(int t) => _frames[t].DarkUpTo;
}
