using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Another specimen as a camera that is mounted differently would see it: its slices turned or mirrored in one of eight
/// ways.</summary>
/// <param name="specimen">The specimen; owned. Its rows and columns must be equally far apart.</param>
/// <param name="way">0 to 7: bit 0 mirrors y, bit 1 mirrors x, then bit 2 exchanges them.</param>
internal sealed class TurnedSpecimen(ISpecimen specimen, int way) : ISpecimen
{
    /// <summary>The eight ways.</summary>
    public const int Ways = 8;

    private VolumeShape _shape;

    public string Name => $"{specimen.Name}-turned-{way}";

    public int Frames => specimen.Frames;

    public TrackGraph Truth => Turned(specimen.Truth);

    public TrackGraph? Everything => specimen.Everything is { } everything ? Turned(everything) : null;

    public PointMatchOptions Match => specimen.Match;

    public IEnumerable<Volume> Read(VolumePool pool)
    {
        foreach (var volume in specimen.Read(pool))
            using (volume)
                yield return Turned(volume, pool);
    }

    public void Dispose() => specimen.Dispose();

    private Volume Turned(Volume volume, VolumePool pool)
    {
        _shape = volume.Header.Shape;
        var (depth, height, width) = _shape;
        var shape = (way & 4) != 0 ? new VolumeShape(depth, width, height) : _shape;
        var turned = pool.Rent(volume.Header with { Shape = shape });
        var length = volume.Header.Type.Bytes();
        var from = volume.Bytes;
        var to = turned.Bytes;
        for (var z = 0; z < depth; z++)
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var (row, column) = At(y, x);
            from.Slice(((z * height + y) * width + x) * length, length)
                .CopyTo(to[(((z * shape.Y + (int)row) * shape.X + (int)column) * length)..]);
        }

        return turned;
    }

    private TrackGraph Turned(TrackGraph truth) =>
        truth.Moved(at =>
        {
            var (row, column) = At(at.Y, at.X);
            return (at.Z, row, column);
        });

    private (double Row, double Column) At(double y, double x)
    {
        var row = (way & 1) != 0 ? _shape.Y - 1 - y : y;
        var column = (way & 2) != 0 ? _shape.X - 1 - x : x;
        return (way & 4) != 0 ? (column, row) : (row, column);
    }
}
