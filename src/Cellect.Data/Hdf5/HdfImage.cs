using System.Runtime.InteropServices;
using Cellect.Data.Volumes;
using PureHDF;
using PureHDF.Filters;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Cellect.Data.Hdf5;

/// <summary>An image in an HDF5 file of Imaris or BigDataViewer, its finest level, volume by volume.</summary>
internal sealed class HdfImage : IDisposable
{
    private readonly string _path;
    private readonly NativeFile _file;
    private readonly IHdfLayout _layout;
    private Array? _scratch;

    static HdfImage()
    {
        H5Filter.Register(new Lz4Filter());
        H5Filter.Register(new ZstdFilter());
    }

    private HdfImage(string path)
    {
        _path = path;
        _file = Guard(() => H5File.OpenRead(path));
        try
        {
            _layout = Guard(() => LayoutOf(path, _file));
            Shape = Guard(ShapeOf);
            Layout = Guard(PixelsOf);
            CheckPacking();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Name of the form, for people.</summary>
    public string Form => _layout.Form;

    /// <summary>Time points.</summary>
    public int Times => _layout.Times;

    /// <summary>Channels.</summary>
    public int Channels => _layout.Channels;

    /// <summary>Extent of a volume.</summary>
    public VolumeShape Shape { get; }

    /// <summary>How a voxel is stored, and becomes ours.</summary>
    public PixelLayout Layout { get; }

    /// <summary>Extent of a voxel, µm; null when the file does not say.</summary>
    public VoxelSize? VoxelMicrometres => _layout.VoxelMicrometres;

    /// <summary>Time between two time points; null when the file does not say.</summary>
    public TimeSpan? Interval => _layout.Interval;

    /// <summary>Whether a file is to be read as HDF5, by its name.</summary>
    public static bool IsOne(string path) => Path.GetExtension(path).ToLowerInvariant() is ".ims" or ".h5" or ".hdf5" or ".xml";

    /// <summary>Opens an .ims, an .h5 of BigDataViewer, or its .xml.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of a form that is not read.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static HdfImage Open(string path) =>
        new(Path.GetExtension(path).Equals(".xml", StringComparison.OrdinalIgnoreCase) ? BdvLayout.FileOf(path) : path);

    /// <summary>Reads one channel of one time point, C order (z, y, x), as volumes are kept.</summary>
    /// <exception cref="InvalidDataException">It is damaged or gone.</exception>
    public void Read(int t, int c, Span<byte> voxels)
    {
        Values(t, c, VolumeBox.All(Shape)).CopyTo(voxels);
        Layout.Adopt(voxels);
    }

    /// <summary>Reads a part of one channel of one time point, C order (z, y, x); no other part is unpacked but what shares its
    /// chunks.</summary>
    /// <exception cref="InvalidDataException">It is damaged or gone.</exception>
    public void Read(int t, int c, VolumeBox box, Span<byte> voxels)
    {
        Values(t, c, box).CopyTo(voxels);
        Layout.Adopt(voxels);
    }

    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<byte> Values(int t, int c, VolumeBox extent) =>
        Layout.Type switch
        {
            VoxelType.UInt8 => Values<byte>(t, c, extent),
            VoxelType.UInt16 when Layout.Signed || _layout.SignedIsUnsigned => Values<short>(t, c, extent),
            VoxelType.UInt16 => Values<ushort>(t, c, extent),
            _ => Values<float>(t, c, extent),
        };

    private ReadOnlySpan<byte> Values<T>(int t, int c, VolumeBox box)
        where T : unmanaged
    {
        var extent = box.Shape;
        var buffer = _scratch is T[] scratch && scratch.Length == extent.Voxels ? scratch : new T[extent.Voxels];
        _scratch = buffer;
        Guard(() =>
        {
            var dataset = _file.Dataset(_layout.PathOf(t, c));
            var there = dataset.Space.Dimensions;
            if (there.Length != 3 || there[0] < (ulong)Shape.Z || there[1] < (ulong)Shape.Y || there[2] < (ulong)Shape.X)
                throw Unusable($"{_layout.PathOf(t, c)} has {string.Join("x", there)} voxels, the first volume {Shape}");
            ulong[] counts = [(ulong)extent.Z, (ulong)extent.Y, (ulong)extent.X];
            dataset.Read(buffer, fileSelection: new HyperslabSelection(3, [(ulong)box.FromZ, (ulong)box.FromY, (ulong)box.FromX], counts));
            return true;
        });
        return MemoryMarshal.AsBytes(buffer.AsSpan());
    }

    private static IHdfLayout LayoutOf(string path, IH5Group file)
    {
        if (file.LinkExists("DataSet"))
            return new ImarisLayout(file);
        var xml = Path.ChangeExtension(path, ".xml");
        return new BdvLayout(file, File.Exists(xml) ? BdvLayout.Read(xml) : null);
    }

    private VolumeShape ShapeOf()
    {
        if (_layout.Shape is { } told)
            return told;
        var there = _file.Dataset(_layout.PathOf(0, 0)).Space.Dimensions;
        return there is [> 0 and <= int.MaxValue, > 0 and <= int.MaxValue, > 0 and <= int.MaxValue]
            ? new VolumeShape((int)there[0], (int)there[1], (int)there[2])
            : throw Unusable($"{_layout.PathOf(0, 0)} has {string.Join("x", there)} voxels; must be z, y, x");
    }

    private PixelLayout PixelsOf()
    {
        var type = _file.Dataset(_layout.PathOf(0, 0)).Type;
        return (type.Class, type.Size) switch
        {
            (H5DataTypeClass.FixedPoint, 1) when !type.FixedPoint.IsSigned => new PixelLayout(VoxelType.UInt8),
            (H5DataTypeClass.FixedPoint, 2) => new PixelLayout(
                VoxelType.UInt16,
                Signed: type.FixedPoint.IsSigned && !_layout.SignedIsUnsigned
            ),
            (H5DataTypeClass.FloatingPoint, 4) => new PixelLayout(VoxelType.Float32),
            _ => throw Unusable($"voxels of {type.Size} bytes ({type.Class}); {PixelLayout.Legal}"),
        };
    }

    // Of a packing that is not read nothing can be sent: that is told at once, damage when its turn comes.
    private void CheckPacking()
    {
        try
        {
            _ = Values(0, 0, new VolumeBox(0, 1, 0, 1, 0, 1));
        }
        catch (InvalidDataException e)
            when (e.InnerException is { } cause && cause.Message.Contains("find filter", StringComparison.Ordinal))
        {
            throw Unusable(
                $"its chunks are packed in a way that is not read ({cause.Message.Split('.')[0]}); read are gzip, shuffle, LZ4 and "
                    + "Zstandard: save it again with one of these",
                e
            );
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            // Its first chunk is damaged.
        }
    }

    // A damaged file is met with whatever exception comes first.
    private T Guard<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(_path, StringComparison.Ordinal))
        {
            throw Unusable(e.Message, e);
        }
        catch (Exception e) when (IsDecoderFailure(e))
        {
            throw Unusable($"not HDF5 of Imaris or BigDataViewer, or damaged ({e.Message})", e);
        }
    }

    private static bool IsDecoderFailure(Exception e) =>
        e is EndOfStreamException || e is not (IOException or InvalidDataException or UnauthorizedAccessException or OutOfMemoryException);

    private InvalidDataException Unusable(string what, Exception? cause = null) => new($"{_path}: {what}", cause);
}
