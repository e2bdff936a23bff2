using Cellect.Data.Regions;

namespace Cellect.Analysis.Motility;

/// <summary>
/// How one cell moves, kept up to date place by place. A place costs the same however long the track is, and memory is bounded: the
/// newest <see cref="DisplacementLags.Longest"/> places, and at most <see cref="EvenSample.Most"/> speeds.
/// </summary>
/// <remarks>
/// A step joins two places at which the cell was seen, also across volumes in which it was not: its speed is its length over its
/// time.
/// </remarks>
internal sealed class TrackMotility(MotilityOptions options)
{
    private readonly DisplacementLags _lags = new();
    private readonly EvenSample _speeds = new();
    private Position _first,
        _last;
    private double _firstSeconds,
        _lastSeconds;
    private (double Z, double Y, double X) _step;
    private double _turned;
    private double _arrestedSeconds;

    /// <summary>Places at which the cell was seen.</summary>
    public int Places { get; private set; }

    /// <summary>From the first place to the last, s.</summary>
    public double DurationSeconds => _lastSeconds - _firstSeconds;

    /// <summary>Sum of the lengths of all steps, µm.</summary>
    public double PathMicrometres { get; private set; }

    /// <summary>Distance from the first place to the last, µm.</summary>
    public double NetMicrometres => _first.DistanceTo(_last);

    /// <summary>Net displacement over path, 0 to 1; null for a cell that did not move.</summary>
    public double? Straightness => PathMicrometres > 0 ? NetMicrometres / PathMicrometres : null;

    /// <summary>Path over duration, µm/min; null before there is a duration.</summary>
    public double? MeanSpeed => DurationSeconds > 0 ? 60 * PathMicrometres / DurationSeconds : null;

    /// <summary>Median of the speeds of the steps, µm/min; beyond <see cref="EvenSample.Most"/> steps that of an even sample of
    /// them.</summary>
    public double? MedianSpeed => _speeds.Median;

    /// <summary>Highest speed of a step, µm/min.</summary>
    public double? LargestSpeed { get; private set; }

    /// <summary>Speed of the newest step, µm/min; null before there is one.</summary>
    public double? NewestSpeed { get; private set; }

    /// <summary>Steps that turned: both it and the one before had a length.</summary>
    public int Turns { get; private set; }

    /// <summary>Mean angle between a step and the one before, degrees, 0 (straight on) to 180 (back); null where nothing turned. A random
    /// walk has 90.</summary>
    public double? TurningDegrees => Turns > 0 ? _turned / Turns : null;

    /// <summary>Share of the time spent below the speed of arrest, 0 to 1.</summary>
    public double? Arrest => DurationSeconds > 0 ? _arrestedSeconds / DurationSeconds : null;

    /// <summary>Highly migratory (paper: "persisting &gt;1 h and moving &gt;50 µm"): followed for longer, and displaced further, than the
    /// options say.</summary>
    public bool IsMigratory => DurationSeconds > options.MigratorySeconds && NetMicrometres > options.MigratoryMicrometres;

    /// <summary>Mean square displacement over each of <see cref="DisplacementLags.Lags"/>, µm²; null where no two places are that far
    /// apart in time.</summary>
    public double?[] MeanSquareDisplacements() => _lags.Means();

    /// <summary>One more place.</summary>
    /// <param name="t">Time point; larger than the one before.</param>
    /// <param name="seconds">The stream's clock; not smaller than before.</param>
    /// <param name="place">Where the cell is, µm.</param>
    public void Add(int t, double seconds, Position place)
    {
        if (Places == 0)
            (_first, _firstSeconds) = (place, seconds);
        else
            Step(seconds - _lastSeconds, (place.Z - _last.Z, place.Y - _last.Y, place.X - _last.X));
        _lags.Add(t, place);
        (_last, _lastSeconds) = (place, seconds);
        Places++;
    }

    private void Step(double seconds, (double Z, double Y, double X) step)
    {
        var length = Length(step);
        PathMicrometres += length;
        if (seconds > 0)
            Speed(60 * length / seconds, seconds);
        var before = Length(_step);
        if (length > 0 && before > 0)
        {
            _turned += Degrees(_step, step);
            Turns++;
        }

        _step = step;
    }

    private void Speed(double speed, double seconds)
    {
        NewestSpeed = speed;
        LargestSpeed = Math.Max(LargestSpeed ?? 0, speed);
        _speeds.Add(speed);
        if (speed < options.ArrestMicrometresPerMinute)
            _arrestedSeconds += seconds;
    }

    // By the tangent: the cosine alone is blind to small angles.
    private static double Degrees((double Z, double Y, double X) a, (double Z, double Y, double X) b)
    {
        var across = Length(((a.Y * b.X) - (a.X * b.Y), (a.X * b.Z) - (a.Z * b.X), (a.Z * b.Y) - (a.Y * b.Z)));
        return Math.Atan2(across, (a.Z * b.Z) + (a.Y * b.Y) + (a.X * b.X)) * 180 / Math.PI;
    }

    private static double Length((double Z, double Y, double X) v) => Math.Sqrt((v.Z * v.Z) + (v.Y * v.Y) + (v.X * v.X));
}
