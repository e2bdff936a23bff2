using Cellect.Data.Volumes;
using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The network's scale for a part of a volume: which voxels of the source a part needs, and what it looks like. A voxel comes out the same
/// to the bit whichever part it is computed in.
/// </summary>
internal sealed class PartSampling
{
    private readonly (int Z, int Y, int X) _source;
    private readonly bool _joins;

    /// <param name="source">Shape of the whole volume.</param>
    /// <param name="geometry">Its voxel distances.</param>
    /// <param name="sampling">The scale.</param>
    public PartSampling(VolumeShape source, VoxelGeometry geometry, Sampling sampling)
    {
        _source = (source.Z, source.Y, source.X);
        _joins = sampling.Columns >= 1;
        var slices = sampling.Slices(geometry.Anisotropy);
        Shape =
            sampling == Sampling.Source
                ? _source
                : (Length(source.Z, slices), Length(source.Y, sampling.Columns), Length(source.X, sampling.Columns));

        static int Length(int length, float factor) => Math.Max(1, (int)MathF.Round(length / factor));
    }

    /// <summary>Shape of the whole volume.</summary>
    public (int Z, int Y, int X) SourceShape => _source;

    /// <summary>Shape of the whole volume as the network sees it.</summary>
    public (int Z, int Y, int X) Shape { get; }

    /// <summary>Voxels of the source for one that the network sees.</summary>
    public (float Z, float Y, float X) Factor => (_source.Z / (float)Shape.Z, _source.Y / (float)Shape.Y, _source.X / (float)Shape.X);

    /// <summary>Whether the network sees the source as it is.</summary>
    public bool IsSource => Shape == _source;

    /// <summary>The voxels of the source that a part needs.</summary>
    /// <param name="part">In voxels that the network sees.</param>
    public VolumeBox Needs(VolumeBox part)
    {
        var ((z0, z1), (y0, y1), (x0, x1)) = (
            Needs(part.FromZ, part.ToZ, _source.Z, Shape.Z),
            Needs(part.FromY, part.ToY, _source.Y, Shape.Y),
            Needs(part.FromX, part.ToX, _source.X, Shape.X)
        );
        return new VolumeBox(z0, z1, y0, y1, x0, x1);
    }

    /// <summary>A part as the network sees it: means where voxels are joined, straight lines between voxels where they are split.</summary>
    /// <param name="voxels">C order (z, y, x) of <paramref name="box"/>, normalised.</param>
    /// <param name="box">What <see cref="Needs(VolumeBox)"/> named for the part, or more.</param>
    /// <param name="part">In voxels that the network sees.</param>
    public Half[] Resample(ReadOnlySpan<Half> voxels, VolumeBox box, VolumeBox part)
    {
        var (columns, rows, slices) = (
            Weights(part.FromX, part.ToX, _source.X, Shape.X, box.FromX),
            Weights(part.FromY, part.ToY, _source.Y, Shape.Y, box.FromY),
            Weights(part.FromZ, part.ToZ, _source.Z, Shape.Z, box.FromZ)
        );
        var (from, to) = (box.Shape, part.Shape);
        var result = new Half[checked((int)to.Voxels)];
        // One slice of the result at a time: what lies between takes no more memory than the slices that are joined in it.
        var plane = new float[from.Y * from.X];
        var narrow = new float[from.Y * to.X];
        for (var z = 0; z < to.Z; z++)
        {
            Array.Clear(plane);
            foreach (var (index, weight) in slices[z])
            {
                var slice = voxels.Slice(checked((int)(index * from.PlaneVoxels)), plane.Length);
                for (var i = 0; i < plane.Length; i++)
                    plane[i] += weight * (float)slice[i];
            }

            for (var y = 0; y < from.Y; y++)
            for (var x = 0; x < to.X; x++)
            {
                var sum = 0f;
                foreach (var (index, weight) in columns[x])
                    sum += weight * plane[y * from.X + index];
                narrow[y * to.X + x] = sum;
            }

            for (var y = 0; y < to.Y; y++)
            for (var x = 0; x < to.X; x++)
            {
                var sum = 0f;
                foreach (var (index, weight) in rows[y])
                    sum += weight * narrow[index * to.X + x];
                result[(z * to.Y + y) * to.X + x] = (Half)sum;
            }
        }

        return result;
    }

    private (int From, int To) Needs(int from, int to, int source, int seen)
    {
        var (first, last) = (Weights(from, source, seen), Weights(to - 1, source, seen));
        return (first[0].Index, last[^1].Index + 1);
    }

    private (int Index, float Weight)[][] Weights(int from, int to, int source, int seen, int origin)
    {
        var weights = new (int Index, float Weight)[to - from][];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = Array.ConvertAll(Weights(from + i, source, seen), w => (w.Index - origin, w.Weight));
        return weights;
    }

    // As LibTorch's area and linear interpolation share them out.
    private (int Index, float Weight)[] Weights(int at, int source, int seen)
    {
        if (source == seen)
            return [(at, 1)];
        if (_joins)
        {
            var (first, end) = ((int)((long)at * source / seen), (int)(((long)(at + 1) * source + seen - 1) / seen));
            return [.. Enumerable.Range(first, end - first).Select(i => (i, 1f / (end - first)))];
        }

        var place = MathF.Max(0, (at + 0.5f) * source / seen - 0.5f);
        var below = Math.Min((int)place, source - 1);
        var share = place - below;
        return below == source - 1 || share <= 0 ? [(below, 1)] : [(below, 1 - share), (below + 1, share)];
    }
}
