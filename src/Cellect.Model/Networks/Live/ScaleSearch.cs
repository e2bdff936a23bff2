namespace Cellect.Model.Networks.Live;

/// <summary>
/// What the views of several frames say for each scale, and the one that they say most for: of columns first, then of slices.
/// </summary>
/// <param name="detector">The network.</param>
internal sealed class ScaleSearch(IDetector detector)
{
    // Scales are powers of the square root of two, by number: columns 0.35 to 8 times as wide as the source's, slices joined up to 8.
    private const int Finest = -3,
        Coarsest = 6,
        MostJoined = 6;

    // In a few columns or slices what is found is chance.
    private const int LeastColumns = 16,
        LeastSlices = 6;

    // Cells that have such a radius at the source's scale are looked at in the next wider columns alone: the network knows them well, but
    // pieces of larger ones look like them.
    private const float LeastKnown = 4.2f,
        MostKnown = 6;

    // Only cells as small as this, in columns, are worth a finer look: magnified noise looks like cells.
    private const float SmallRadius = 4.6f;

    // Detections in noise have a mean score below this: they choose no scale for good.
    private const float SureEnough = 0.87f;

    // Slices stay as they are unless joining them is better by as much: it blurs what lies one above the other.
    private const double JoiningGain = 0.004;

    // Slices are joined until they lie as many columns apart and no farther: cells that lie one above the other would become one.
    private const double MostApart = 3;

    // Slices are joined at scales that fell behind by no more; those nearer still are looked at again in the next frames.
    private const double Contending = 0.03,
        InQuestion = 0.015;

    // Two views tell all eight to within about 0.01: a scale that falls behind by more in two is not worth the other six.
    private const double Hopeless = 0.04;

    // What each view says, for each scale: those of a glance first.
    private readonly Dictionary<Sampling, List<ScaleTrial>> _looks = [];

    /// <summary>The scale that most is said for; the source's where nothing is sure.</summary>
    public Sampling Best
    {
        get
        {
            var best = _looks.Keys.MaxBy(Worth);
            return IsSure(best) ? best : Sampling.Source;
        }
    }

    /// <summary>What was found out of each scale that was looked at.</summary>
    public IEnumerable<(Sampling Sampling, ScaleTrial Trial)> Evidence => _looks.Select(l => (l.Key, ScaleTrial.Mean(l.Value)));

    /// <summary>Whether the network is sure of the cells that it finds at the best scale.</summary>
    public bool Sure => _looks.Count > 0 && IsSure(_looks.Keys.MaxBy(Worth));

    /// <summary>Whether a scale is one of those that are looked at.</summary>
    public static bool Knows(Sampling sampling) => sampling is { Lateral: >= Finest and <= Coarsest, Axial: >= 0 and <= MostJoined };

    /// <summary>Looks for the first time, at all scales that may serve.</summary>
    public void Begin(ScaleViews views, float anisotropy)
    {
        _looks.Clear();
        var source = Glance(views, Sampling.Source);
        if (source is not { MeanScore: >= SureEnough, MedianRadius: >= LeastKnown and <= MostKnown } || IsOutdone(views, source))
            GlanceAtColumns(views);
        Settle(views);
        foreach (var contender in Within(Contending))
            Join(views, contender.Lateral, anisotropy);
    }

    /// <summary>Looks again at the scales that are still in question.</summary>
    public void Continue(ScaleViews views)
    {
        // One alone has won: looking again costs as much as several volumes and decides nothing.
        if (Within(InQuestion) is { Length: > 1 } contenders)
            foreach (var contender in contenders)
                LookAt(views, contender);
    }

    /// <summary>Begins again beside the scale that was chosen: the specimen has changed.</summary>
    public void Reconsider(ScaleViews views, Sampling chosen)
    {
        _looks.Clear();
        for (var lateral = chosen.Lateral - 1; lateral <= chosen.Lateral + 1; lateral++)
            if (lateral is >= Finest and <= Coarsest)
                Glance(views, chosen with { Lateral = lateral });
        Settle(views);
    }

    /// <summary>Whether the network is surer in wider columns than in the source's.</summary>
    private bool IsOutdone(ScaleViews views, ScaleTrial source)
    {
        var wider = new Sampling(1, 0);
        return views.Columns / wider.Columns >= LeastColumns && Glance(views, wider).Worth > source.Worth;
    }

    /// <summary>Looks further at what a glance leaves some hope for.</summary>
    private void Settle(ScaleViews views)
    {
        while (Within(Hopeless).Where(OnlyGlanced).ToArray() is { Length: > 0 } hopeful)
            foreach (var sampling in hopeful)
                LookFurther(views, sampling);
    }

    private Sampling[] Within(double distance)
    {
        var best = _looks.Keys.Max(Worth);
        return [.. _looks.Keys.Where(s => Worth(s) >= best - distance)];
    }

    private void GlanceAtColumns(ScaleViews views)
    {
        for (var scale = 1; scale <= Coarsest && views.Columns / new Sampling(scale, 0).Columns >= LeastColumns; scale++)
            Glance(views, new Sampling(scale, 0));
        var best = _looks.Keys.MaxBy(Worth).Lateral;
        for (var scale = -1; best == scale + 1 && scale >= Finest && Radius(best) is > 0 and <= SmallRadius; scale--)
            if (Glance(views, new Sampling(scale, 0)).Worth > Worth(new Sampling(best, 0)))
                best = scale;
    }

    private void Join(ScaleViews views, int lateral, float anisotropy)
    {
        var best = Worth(new Sampling(lateral, 0));
        for (var axial = 1; axial <= MostJoined; axial++)
        {
            var sampling = new Sampling(lateral, axial);
            var slices = sampling.Slices(anisotropy);
            if (views.Slices / slices < LeastSlices || slices * anisotropy / sampling.Columns > MostApart)
                return;
            if (Glance(views, sampling).Worth >= best - Hopeless)
                LookFurther(views, sampling);
            if (Worth(sampling) < best + JoiningGain)
            {
                _looks.Remove(sampling);
                return;
            }

            best = Worth(sampling);
        }
    }

    /// <summary>A first look at a scale; what it told where there has been one.</summary>
    private ScaleTrial Glance(ScaleViews views, Sampling sampling) =>
        _looks.TryGetValue(sampling, out var looks) ? ScaleTrial.Mean(looks) : Look(views, sampling, ..ScaleViews.Glance);

    private void LookFurther(ScaleViews views, Sampling sampling) => Look(views, sampling, ScaleViews.Glance..);

    private void LookAt(ScaleViews views, Sampling sampling) => Look(views, sampling, ..);

    private ScaleTrial Look(ScaleViews views, Sampling sampling, Range which)
    {
        if (!_looks.TryGetValue(sampling, out var looks))
            _looks[sampling] = looks = [];
        looks.AddRange(views.Detect(detector, sampling, which).Select(ScaleTrial.Of));
        return ScaleTrial.Mean(looks);
    }

    private bool OnlyGlanced(Sampling sampling) => _looks[sampling].Count <= ScaleViews.Glance;

    private bool IsSure(Sampling sampling) => _looks.TryGetValue(sampling, out var looks) && looks.Average(t => t.MeanScore) >= SureEnough;

    private double Worth(Sampling sampling) => _looks[sampling].Average(t => t.Worth);

    private double Radius(int lateral) => _looks[new Sampling(lateral, 0)].Average(t => t.MedianRadius);
}
