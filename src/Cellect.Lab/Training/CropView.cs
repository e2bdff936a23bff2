using System.Numerics.Tensors;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Training;

/// <summary>A crop of a volume, mirrored and turned in the plane: where it lies and how it maps.</summary>
internal sealed class CropView
{
    private readonly int _depth,
        _side,
        _height,
        _width,
        _fullDepth;
    private readonly int _z0,
        _y0,
        _x0;
    private readonly bool _flipZ,
        _flipY,
        _flipX,
        _transpose;

    private delegate void Transform(ReadOnlySpan<ushort> voxels, Span<float> values);

    public CropView(Random random, TrainingSequence sequence, int depth, int side)
    {
        (_depth, _side, _fullDepth, _height, _width) = (depth, side, sequence.Depth, sequence.Height, sequence.Width);
        if (_height < side || _width < side)
            throw new ArgumentException(
                $"training volumes of {_height}x{_width} rows and columns are smaller than the crop of {side}; make them larger"
            );
        // A volume with fewer slices than the crop sits anywhere in it; the rest is background.
        _z0 = _fullDepth >= depth ? random.Next(_fullDepth - depth + 1) : -random.Next(depth - _fullDepth + 1);
        _y0 = random.Next(_height - side + 1);
        _x0 = random.Next(_width - side + 1);
        _flipZ = random.Next(2) == 0;
        _flipY = random.Next(2) == 0;
        _flipX = random.Next(2) == 0;
        _transpose = random.Next(2) == 0;
    }

    /// <summary>The normalised voxels of the crop, C order (z, y, x).</summary>
    public float[] Cut(ushort[] volume, Normalization normalization) => Cut(volume, normalization.Apply);

    /// <summary>The voxels of the crop as counts, (v - low) gain; 0 outside the volume.</summary>
    public float[] Cut(ushort[] volume, (float Low, float Gain) linear) => Cut(volume, (ReadOnlySpan<ushort> voxels, Span<float> counts) =>
        {
            TensorPrimitives.ConvertChecked(voxels, counts);
            TensorPrimitives.Subtract(counts, linear.Low, counts);
            TensorPrimitives.Multiply(counts, linear.Gain, counts);
        });

    private float[] Cut(ushort[] volume, Transform transform)
    {
        var result = new float[_depth * _side * _side];
        var row = new float[_side];
        for (var z = 0; z < _depth; z++)
        {
            var sourceZ = _z0 + z;
            if (sourceZ < 0 || sourceZ >= _fullDepth)
                continue;
            for (var y = 0; y < _side; y++)
            {
                transform(volume.AsSpan((sourceZ * _height + _y0 + y) * _width + _x0, _side), row);
                for (var x = 0; x < _side; x++)
                    result[Index(z, y, x)] = row[x];
            }
        }

        return result;
    }

    /// <summary>[z, y/2, x/2]: true where the local mean of the raw voxels is at most <paramref name="upTo"/>, and outside the
    /// volume.</summary>
    public bool[] Dark(ushort[] volume, float upTo)
    {
        var half = _side / LiveNetwork.LateralStride;
        var result = new bool[_depth * half * half];
        for (var z = 0; z < _depth; z++)
        for (var y = 0; y < half; y++)
        for (var x = 0; x < half; x++)
        {
            int vz = _flipZ ? _depth - 1 - z : z,
                vy = _flipY ? half - 1 - y : y,
                vx = _flipX ? half - 1 - x : x;
            var at = _transpose ? (vz * half + vx) * half + vy : (vz * half + vy) * half + vx;
            var sourceZ = _z0 + z;
            result[at] =
                sourceZ < 0
                || sourceZ >= _fullDepth
                || LocalMean.At(volume, (_fullDepth, _height, _width), sourceZ, _y0 + 2 * y, _x0 + 2 * x) <= upTo;
        }

        return result;
    }

    /// <summary>The cell in the crop's coordinates; it may lie outside.</summary>
    public TrainingCell Place(TrainingCell cell)
    {
        float z = cell.Z - _z0,
            y = cell.Y - _y0,
            x = cell.X - _x0;
        if (_flipZ)
            z = _depth - 1 - z;
        if (_flipY)
            y = _side - 1 - y;
        if (_flipX)
            x = _side - 1 - x;
        return _transpose ? cell with { Z = z, Y = x, X = y } : cell with { Z = z, Y = y, X = x };
    }

    private int Index(int z, int y, int x)
    {
        if (_flipZ)
            z = _depth - 1 - z;
        if (_flipY)
            y = _side - 1 - y;
        if (_flipX)
            x = _side - 1 - x;
        return _transpose ? (z * _side + x) * _side + y : (z * _side + y) * _side + x;
    }
}
