using System.Numerics;
using System.Numerics.Tensors;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Data.Recordings;

/// <summary>
/// The light around one cell: a crop of the volume, smoothed by a share of the cell's radius. It is sampled as coarsely as that allows, so
/// that a crop has at most some hundred thousand samples, however large the cell is.
/// </summary>
internal sealed class MaskCrop
{
    // Sigma of the smoothing, in radii: the grain of a nucleus goes, its outline stays.
    private const double Smoothing = 0.15;

    // Where the bell is cut off, in sigmas.
    private const int BellEnds = 2;

    private float[] _light = [],
        _other = [];

    /// <summary>The samples' places.</summary>
    public CropAxis Z { get; private set; }

    /// <inheritdoc cref="Z"/>
    public CropAxis Y { get; private set; }

    /// <inheritdoc cref="Z"/>
    public CropAxis X { get; private set; }

    /// <summary>The samples, C order (z, y, x), in the units of the volume; valid until the next crop.</summary>
    public ReadOnlySpan<float> Light => _light.AsSpan(0, Z.Samples * Y.Samples * X.Samples);

    /// <summary>Takes the crop of a cell.</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="cell">A cell of finite place and of a radius above 0.</param>
    /// <param name="reach">How far it reaches, µm.</param>
    /// <returns>Whether any of the volume lies in it.</returns>
    public bool Take(Volume volume, in TrackedCell cell, double reach)
    {
        var (shape, voxel) = (volume.Header.Shape, volume.Header.VoxelMicrometres);
        var sigma = Smoothing * cell.Radius * voxel.X;
        reach += BellEnds * sigma;
        Z = CropAxis.Around(cell.Z, reach / voxel.Z, sigma / voxel.Z, shape.Z);
        Y = CropAxis.Around(cell.Y, reach / voxel.Y, sigma / voxel.Y, shape.Y);
        X = CropAxis.Around(cell.X, reach / voxel.X, sigma / voxel.X, shape.X);
        var samples = Z.Samples * Y.Samples * X.Samples;
        if (samples == 0)
            return false;
        if (_light.Length < samples)
            (_light, _other) = (new float[2 * samples], new float[2 * samples]);
        if (volume.Header.Type == VoxelType.UInt8)
            Sample<byte>(volume);
        else if (volume.Header.Type == VoxelType.UInt16)
            Sample<ushort>(volume);
        else
            Sample<float>(volume);
        Smooth(Z, samples);
        Smooth(Y, Y.Samples * X.Samples);
        Smooth(X, X.Samples);
        return true;
    }

    /// <summary>The light along a row of voxels of the volume, by straight lines between the samples.</summary>
    /// <param name="z">Slice, within the crop.</param>
    /// <param name="y">Row, likewise.</param>
    /// <param name="x">First column; all are within the crop.</param>
    /// <param name="row">Gets it.</param>
    public void Row(int z, int y, int x, Span<float> row)
    {
        var (k, toK) = Z.Of(z);
        var (j, toJ) = Y.Of(y);
        int at = (k * Y.Samples + j) * X.Samples,
            down = toJ > 0 ? X.Samples : 0,
            deep = toK > 0 ? Y.Samples * X.Samples : 0;
        if (X.Step == 1 && down + deep == 0)
        {
            _light.AsSpan(at + x - X.First, row.Length).CopyTo(row);
            return;
        }

        for (var column = 0; column < row.Length; column++)
        {
            var (i, toI) = X.Of(x + column);
            var right = toI > 0 ? 1 : 0;
            row[column] = float.Lerp(Across(at + i, down, right, toJ, toI), Across(at + i + deep, down, right, toJ, toI), toK);
        }
    }

    private float Across(int at, int down, int right, float toJ, float toI) =>
        float.Lerp(float.Lerp(_light[at], _light[at + right], toI), float.Lerp(_light[at + down], _light[at + down + right], toI), toJ);

    /// <summary>Means of blocks of voxels.</summary>
    private void Sample<T>(Volume volume)
        where T : unmanaged, INumber<T>
    {
        var voxels = volume.AsSpan<T>();
        var shape = volume.Header.Shape;
        var at = 0;
        for (var k = 0; k < Z.Samples; k++)
        for (var j = 0; j < Y.Samples; j++)
        {
            var row = _light.AsSpan(at, X.Samples);
            at += X.Samples;
            row.Clear();
            for (var z = Z.From(k); z < Z.To(k); z++)
            for (var y = Y.From(j); y < Y.To(j); y++)
                AddRow(voxels.Slice((z * shape.Y + y) * shape.X, shape.X), row);
            var rows = (Z.To(k) - Z.From(k)) * (Y.To(j) - Y.From(j));
            for (var i = 0; i < row.Length; i++)
                row[i] = float.IsFinite(row[i]) ? row[i] / (rows * (X.To(i) - X.From(i))) : 0;
        }
    }

    private void AddRow<T>(ReadOnlySpan<T> voxels, Span<float> sums)
        where T : unmanaged, INumber<T>
    {
        var (step, end) = (X.Step, X.End);
        for (int i = 0, x = X.First; x < end; i++)
        {
            var sum = sums[i];
            for (var to = Math.Min(end, x + step); x < to; x++)
                sum += float.CreateTruncating(voxels[x]);
            sums[i] = sum;
        }
    }

    /// <summary>A bell along one axis; beyond the crop's border its weight is shared out among the samples that are there.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="block">Samples of one run along it, those of the axes within it included.</param>
    private void Smooth(CropAxis axis, int block)
    {
        var ends = (int)Math.Min(Math.Ceiling(BellEnds * axis.Sigma), axis.Samples - 1);
        if (ends == 0)
            return;
        Span<float> bell = stackalloc float[ends + 1];
        for (var k = 0; k <= ends; k++)
            bell[k] = (float)Math.Exp(-k * k / (2 * axis.Sigma * axis.Sigma));
        // Of each sample: one over the weights that are there.
        Span<float> shares = stackalloc float[axis.Samples];
        for (var sample = 0; sample < shares.Length; sample++)
        {
            var weight = 1f;
            for (var k = 1; k <= ends; k++)
                weight += (sample - k >= 0 ? bell[k] : 0) + (sample + k < shares.Length ? bell[k] : 0);
            shares[sample] = 1 / weight;
        }

        var inner = block / axis.Samples;
        for (var start = 0; start < Light.Length; start += block)
        {
            var from = _light.AsSpan(start, block);
            var to = _other.AsSpan(start, block);
            from.CopyTo(to);
            for (var k = 1; k <= ends; k++)
            {
                var shift = k * inner;
                TensorPrimitives.MultiplyAdd(from[shift..], bell[k], to[..^shift], to[..^shift]);
                TensorPrimitives.MultiplyAdd(from[..^shift], bell[k], to[shift..], to[shift..]);
            }

            if (inner == 1)
                TensorPrimitives.Multiply(to, shares, to);
            else
                for (var sample = 0; sample < shares.Length; sample++)
                    TensorPrimitives.Multiply(to.Slice(sample * inner, inner), shares[sample], to.Slice(sample * inner, inner));
        }

        (_light, _other) = (_other, _light);
    }
}
