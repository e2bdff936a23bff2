using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The scale at which the network sees a series: of several, the finest of those at which it is surest of the cells that it finds. Chosen
/// on the first volume with cells, and again when the cells have outgrown it or become many more, as those of an embryo do.
/// </summary>
/// <remarks>How well it chooses: docs/model.md, "Scale".</remarks>
internal sealed class NetworkScale
{
    // Scales are powers of the square root of two, by number: columns 0.35 to 8 times as wide as the source's.
    private const int Finest = -3,
        Coarsest = 6;

    // Finer volumes must not take the memory, and in a few columns what is found is chance.
    private const long MostVoxels = 100_000_000;
    private const int LeastColumns = 16;

    // Cells that have such a radius at the source's scale are not looked at in another: the network knows them well.
    private const float LeastKnown = 4.2f,
        MostKnown = 6;

    // Only cells as small as this, in columns, are worth a finer look: magnified noise looks like cells.
    private const float SmallRadius = 4.6f;

    // Detections in noise have a mean score below this: they choose no scale for good.
    private const float SureEnough = 0.87f;

    // Scales that differ by less are as good as each other, and the finest of them loses the fewest cells.
    private const double AsGood = 0.02;

    private const float Outgrown = 1.25f;
    private const int ManyMore = 4;

    // So many frames in succession must ask for another scale: a few odd frames change nothing.
    private const int AgreeingFrames = 3;

    private ScaleTrial? _chosen;
    private int _asking,
        _frame,
        _nextSearch;

    /// <summary>A new series: the scale is not known.</summary>
    public void Reset() => (_chosen, _asking, _frame, _nextSearch) = (null, 0, 0, 0);

    /// <summary>The cells of a volume, in voxels of the source.</summary>
    /// <param name="detector">The network.</param>
    /// <param name="volume">The newest volume, at the source's scale.</param>
    /// <param name="previous">The volume before, at the source's scale; null for the first.</param>
    public DetectedFrame Detect(IDetector detector, PreparedVolume volume, PreparedVolume? previous)
    {
        var unsure = _chosen is not { MeanScore: >= SureEnough };
        if (unsure && _frame++ >= _nextSearch)
        {
            // Unsure of all scales, it searches again after twice as many frames.
            _nextSearch = 2 * _frame;
            _chosen = Search(Try, volume.Voxels.shape);
            return _chosen.Take();
        }

        var now = Try(_chosen!.Scale);
        if (!unsure && Asks(now))
            now = _chosen = FinestOfTheBest([Try(Math.Max(now.Scale - 1, Finest)), now, Try(Math.Min(now.Scale + 1, Coarsest))]);
        return now.Take();

        ScaleTrial Try(int scale) => new(scale, DetectAt(detector, volume, previous, MathF.Pow(2, scale / 2f)));
    }

    /// <summary>
    /// The source's scale where cells have a radius that the network knows, or all there is may be noise; else the choice among it, all
    /// coarser ones, which are cheap, and finer ones as long as each is the best so far.
    /// </summary>
    private static ScaleTrial Search(Func<int, ScaleTrial> tryAt, long[] shape)
    {
        var source = tryAt(0);
        if (source.MeanScore >= SureEnough && source.MedianRadius is >= LeastKnown and <= MostKnown)
            return source;
        List<ScaleTrial> trials = [source];
        for (var scale = 1; scale <= Coarsest && Columns(scale) >= LeastColumns; scale++)
            trials.Add(tryAt(scale));
        var best = trials.MaxBy(t => t.Worth)!;
        for (
            var scale = -1;
            best.Scale == scale + 1 && scale >= Finest && best.MedianRadius is > 0 and <= SmallRadius && Voxels(scale) <= MostVoxels;
            scale--
        )
            if (tryAt(scale) is var finer && finer.Worth > best.Worth)
                best = finer;
        var chosen = best.Scale < 0 ? best : FinestOfTheBest(trials);
        return chosen.MeanScore >= SureEnough ? chosen : source;

        double Columns(int scale) => Math.Max(shape[1], shape[2]) / Math.Pow(2, scale / 2.0);
        double Voxels(int scale) => shape[0] * shape[1] * shape[2] / Math.Pow(2, scale);
    }

    private static ScaleTrial FinestOfTheBest(List<ScaleTrial> fromFineToCoarse)
    {
        var best = fromFineToCoarse.Max(t => t.Worth);
        return fromFineToCoarse.First(t => t.Worth >= best - AsGood);
    }

    private bool Asks(ScaleTrial now)
    {
        var ratio = now.MedianRadius / _chosen!.MedianRadius;
        _asking = ratio is > Outgrown or < 1 / Outgrown || now.Cells >= ManyMore * _chosen.Cells ? _asking + 1 : 0;
        if (_asking < AgreeingFrames)
            return false;
        _asking = 0;
        return true;
    }

    private static DetectedFrame DetectAt(IDetector detector, PreparedVolume volume, PreparedVolume? previous, float scale) =>
        scale == 1 ? detector.Detect(volume, previous) : detector.Detect(volume.At(scale), previous?.At(scale));
}
