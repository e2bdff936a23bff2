using Cellect.Model.Detections;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The scale at which the network sees a series: of several, the one at which it is surest of the cells that it finds. Chosen on the first
/// three volumes with cells, and again when the cells have outgrown it or become many more, as those of an embryo do.
/// </summary>
/// <remarks>How well it chooses: docs/model.md, "Scale".</remarks>
/// <param name="detector">The network; not owned.</param>
internal sealed class NetworkScale(IDetector detector)
{
    // So many frames decide: a single one may be odd.
    private const int Frames = 3;

    private const double Outgrown = 1.25;
    private const int ManyMore = 4;

    // Cells below this radius, in columns that the network sees, are smaller than those it learned on: it is asked again as soon as they
    // get smaller at all.
    private const double LeastLearned = 3.5,
        Smaller = 0.95;

    // So many frames in succession must ask for another scale: a few odd frames change nothing.
    private const int AgreeingFrames = 3;

    private readonly ScaleSearch _search = new(detector);
    private Sampling _chosen;
    private ScaleTrial _reference;
    private bool _sure;
    private int _looked,
        _asking,
        _frame,
        _nextSearch;

    /// <summary>A new series: the scale is not known.</summary>
    public void Reset() =>
        (_chosen, _reference, _sure, _looked, _asking, _frame, _nextSearch) = (Sampling.Source, default, false, 0, 0, 0, 0);

    /// <summary>The scale that is settled; null: none is.</summary>
    public Sampling? Settled => _sure ? _chosen : null;

    /// <summary>The scale of the newest volume, settled or not.</summary>
    public Sampling Chosen => _chosen;

    /// <summary>Whether the newest volume asked for another scale; the next ones decide.</summary>
    public bool Asks => _asking > 0;

    /// <summary>Goes on with a series of which the scale was settled.</summary>
    /// <param name="sampling">The scale.</param>
    public void Resume(Sampling sampling)
    {
        Reset();
        if (ScaleSearch.Knows(sampling))
            (_chosen, _sure, _looked) = (sampling, true, Frames);
    }

    /// <summary>The cells of a volume, in voxels of the source.</summary>
    /// <param name="volume">The newest volume, at the source's scale.</param>
    /// <param name="previous">The volume before, at the source's scale; null for the first.</param>
    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous)
    {
        if (!_sure ? _frame >= _nextSearch : _looked < Frames)
            Search(volume);
        _frame++;
        var found = DetectAt(volume, previous);
        Watch(volume, ScaleTrial.Of(found));
        return found;
    }

    private void Search(PreparedVolume volume)
    {
        using var views = new ScaleViews(volume, upsideDown: _looked % 2 == 1);
        if (_sure)
            _search.Continue(views);
        else
            _search.Begin(views, volume.Geometry.Anisotropy);
        (_sure, _looked) = (_search.Sure, _search.Sure ? _looked + 1 : 0);
        // Unsure of all scales, it searches again after twice as many frames.
        _nextSearch = 2 * (_frame + 1);
        Choose(_search.Best);
    }

    private void Choose(Sampling sampling)
    {
        if (sampling != _chosen)
            _reference = default;
        _chosen = sampling;
    }

    /// <summary>Whether the cells still have the size, and the number, that the scale was chosen for.</summary>
    private void Watch(PreparedVolume volume, ScaleTrial now)
    {
        if (_reference.Cells == 0)
            _reference = now;
        if (!_sure || _reference.Cells == 0)
            return;
        var ratio = now.MedianRadius / _reference.MedianRadius;
        var tooSmall = now.MedianRadius < LeastLearned && ratio < Smaller;
        _asking = ratio is > Outgrown or < 1 / Outgrown || tooSmall || now.Cells >= ManyMore * _reference.Cells ? _asking + 1 : 0;
        if (_asking < AgreeingFrames)
            return;
        using var views = new ScaleViews(volume, upsideDown: false);
        _search.Reconsider(views, _chosen);
        if (_search.Sure)
            Choose(_search.Best);
        (_asking, _looked, _reference) = (0, 1, default);
    }

    private DetectedFrame DetectAt(PreparedVolume volume, PreparedVolume? previous) =>
        _chosen == Sampling.Source ? detector.Detect(volume, previous) : detector.Detect(volume.At(_chosen), previous?.At(_chosen));
}
