using Cellect.Analysis.Lives;

namespace Cellect.Analysis.Finishing;

/// <summary>
/// Looks at the frames of a session once more, with what came after them: which starts of tracks continue which ends, and which are second
/// daughters. Frames come in the order of
/// time; what is kept is a window of them in the form of ends and starts, and a few numbers a track. One thread.
/// </summary>
internal sealed class Finisher
{
    // Farther than this a continuation is too unlikely to be looked at.
    private const double ReachInSigmas = 6;

    // What is learned later may widen what is likely: so many distances between cells are looked at in any case.
    private const double LeastReach = 1.5;
    private const int MostCandidates = 12;

    // Daughters are as far apart when they are first seen, in distances between cells.
    private const double SisterReach = 3;

    // Places are no better known than this share of the distance between cells.
    private const double LeastSigma = 0.03;
    private const double LeastRadius = 1e-3;

    private readonly FinishOptions _options;
    private readonly LocalFlow _flow = new();
    private readonly PlaceGrid _endGrid = new();
    private readonly List<int> _near = [];
    private readonly List<OpenEnd> _ends = [];
    private readonly List<OpenStart> _starts = [];
    private readonly List<TrackChange> _changes = [];
    private readonly TrackLedger _ledger = new();
    private readonly Reconnection _reconnection;
    private readonly Sisters _sisters = new();
    private readonly HashSet<int> _parents = [];
    private readonly GapModel _gaps;
    private readonly Rehearsal _rehearsal;
    private Dictionary<int, Place> _places = [];
    private List<FinishCell> _before = [];
    private int _t = -1;
    private readonly Place? _extent;
    private double _unit = 1;
    private readonly int[] _endsSince = new int[2];
    private int _decidedAt,
        _framesSince;

    /// <param name="options">What may be changed.</param>
    /// <param name="extent">Extent of the volumes, µm; null: cells can neither come nor leave across their faces.</param>
    public Finisher(FinishOptions options, Place? extent)
    {
        (_options, _extent, _gaps) = (options, extent, new GapModel(options.ReconnectFrames, LeastSigma));
        _reconnection = new Reconnection(options.ReconnectFrames, _gaps);
        _rehearsal = new Rehearsal(_gaps, options.ReconnectFrames);
    }

    /// <summary>One frame more.</summary>
    /// <param name="t">Time point, later than that of the frame before.</param>
    /// <param name="cells">Its cells.</param>
    public void Add(int t, List<FinishCell> cells)
    {
        var places = new Dictionary<int, Place>(cells.Count);
        foreach (var cell in cells)
            places[cell.Track] = cell.Place;
        if (cells.Count > 0)
            _unit = Math.Cbrt(SpaceACell(cells));
        Advance(t, cells, places);
        _ledger.Add(t, cells, IsAtBorder);
        (_t, _before, _places) = (t, cells, places);
        _framesSince++;
        if (t - _decidedAt >= Math.Max(1, _options.ReconnectFrames))
            Decide(t, until: t - _options.ReconnectFrames);
    }

    /// <summary>Ends: what is still open is decided.</summary>
    /// <returns>All changes, in the order in which they were decided.</returns>
    public FinishedTracks Finish()
    {
        Decide(_t, until: int.MaxValue);
        return new FinishedTracks(_ledger, _changes, _options);
    }

    private void Advance(int t, List<FinishCell> cells, Dictionary<int, Place> places)
    {
        _flow.Measure(_places, [.. cells.Select(cell => (cell.Track, cell.Place))]);
        // A cell that is lost in a frame has been carried into it as those before.
        OpenEnds(cells, places);
        foreach (var end in _ends)
            end.Place += _flow.At(end.Place, except: end.Track);
        _rehearsal.Advance(t, cells, places, _flow, _unit);
        _ends.RemoveAll(end => t - end.LastT > _options.ReconnectFrames);
        OpenStarts(t, cells);
    }

    private void OpenEnds(List<FinishCell> cells, Dictionary<int, Place> places)
    {
        // A track that is only missed for a moment is seen again under its own id: it is no end.
        _ends.RemoveAll(end => places.ContainsKey(end.Track));
        _parents.Clear();
        foreach (var cell in cells)
            _parents.Add(cell.Parent);
        _ends.RemoveAll(end => _parents.Contains(end.Track));
        foreach (var cell in _before)
            if (!places.ContainsKey(cell.Track) && !_parents.Contains(cell.Track))
            {
                _ends.Add(
                    new OpenEnd
                    {
                        Track = cell.Track,
                        LastT = _t,
                        Place = cell.Place,
                        IsAtBorder = IsAtBorder(cell),
                    }
                );
                _endsSince[IsAtBorder(cell) ? 1 : 0]++;
            }
    }

    private void OpenStarts(int t, List<FinishCell> cells)
    {
        if (_t < 0)
            return;
        var (waiting, goOn) = (false, new List<FinishCell>());
        foreach (var cell in cells)
        {
            if (cell.Parent >= 0 || _ledger.Tracks.ContainsKey(cell.Track))
                continue;
            // Somebody has looked: it comes from nowhere.
            if (_options.Fixed.Starts.Contains(cell.Track))
                continue;
            if (!waiting)
            {
                _endGrid.Fill(_ends.Select(end => end.Place).ToArray());
                goOn = cells.FindAll(other => other.Division > 0 && _places.ContainsKey(other.Track));
            }

            waiting = true;
            _starts.Add(new OpenStart(cell.Track, t, IsAtBorder(cell), Alike(cells, cell), Candidates(t, cell), Sister(goOn, cell)));
        }
    }

    /// <summary>Of the cells that go on and may be daughters the one with which a start may have come out of a division.</summary>
    /// <remarks>What is published of a cell is the most likely division of which it might be a daughter: of both daughters it is the
    /// same.</remarks>
    private Sister? Sister(List<FinishCell> goOn, FinishCell start)
    {
        var (best, least) = (default(Sister?), double.PositiveInfinity);
        foreach (var cell in start.Division > 0 ? goOn : [])
        {
            var unlike = Math.Abs(Math.Log(cell.Division / start.Division));
            if (unlike >= least || (cell.Place - start.Place).Squared > SisterReach * SisterReach * _unit * _unit)
                continue;
            (best, least) = (new Sister(cell.Track, Math.Min(cell.Division, start.Division)), unlike);
        }

        return best;
    }

    private List<Candidate> Candidates(int t, FinishCell start)
    {
        var found = new List<Candidate>();
        _endGrid.Within(start.Place, _unit * Reach(_options.ReconnectFrames), _near);
        foreach (var i in _near)
        {
            var (end, distance) = (_ends[i], Math.Sqrt((_ends[i].Place - start.Place).Squared) / _unit);
            var gap = t - end.LastT;
            if (distance <= Reach(gap))
                found.Add(new Candidate(end, gap, distance * distance));
        }

        if (found.Count <= MostCandidates)
            return found;
        found.Sort((a, b) => _gaps.Density(b.Gap, b.SquaredDistance).CompareTo(_gaps.Density(a.Gap, a.SquaredDistance)));
        return found[..MostCandidates];
    }

    private double Reach(int gap) => Math.Max(LeastReach, ReachInSigmas * _gaps.Sigma(gap));

    /// <summary>Whether a cell is so near to a face of the volume that it may have come or may leave across it.</summary>
    private bool IsAtBorder(FinishCell cell)
    {
        if (_extent is not { } extent)
            return false;
        var (place, margin) = (cell.Place, VolumeBorder.Radii * Math.Max(LeastRadius, cell.Radius));
        return At(place.Z, extent.Z) || At(place.Y, extent.Y) || At(place.X, extent.X);

        // What is flat cannot be left along that axis.
        bool At(double at, double size) => size > 2 * margin && (at < margin || at > size - margin);
    }

    /// <summary>Cells of the frame that are as near to a border, or as far.</summary>
    private int Alike(List<FinishCell> cells, FinishCell cell)
    {
        var isAtBorder = IsAtBorder(cell);
        return cells.Count(other => IsAtBorder(other) == isAtBorder);
    }

    /// <summary>The box around all cells, shared by them, µm³.</summary>
    private static double SpaceACell(List<FinishCell> cells)
    {
        var (low, high) = (cells[0].Place, cells[0].Place);
        foreach (var cell in cells)
        {
            low = new Place(Math.Min(low.Z, cell.Place.Z), Math.Min(low.Y, cell.Place.Y), Math.Min(low.X, cell.Place.X));
            high = new Place(Math.Max(high.Z, cell.Place.Z), Math.Max(high.Y, cell.Place.Y), Math.Max(high.X, cell.Place.X));
        }

        var (size, width) = (high - low, 2 * Math.Max(LeastRadius, cells[0].Radius));
        return (size.Z + width) * (size.Y + width) * (size.X + width) / cells.Count;
    }

    private void Decide(int t, int until)
    {
        var belief = new Belief(_ledger);
        foreach (var start in _starts)
            (start.Belief, start.SisterBelief) = (belief.Of(start.Track), belief.OfSister(start));
        foreach (var end in _starts.SelectMany(start => start.Candidates).Select(candidate => candidate.End).Distinct())
            end.Belief = belief.Of(end.Track);
        _sisters.Weigh(_starts);
        var changes = _reconnection.Decide(_starts, _endsSince, _framesSince, until);
        _changes.AddRange(changes);
        var continued = changes.Select(change => change.Track).ToHashSet();
        _changes.AddRange(_sisters.Decide([.. _starts.Where(s => s.T <= until && !continued.Contains(s.Track))], _ledger));
        var taken = changes.Select(change => change.Into).ToHashSet();
        _starts.RemoveAll(start => start.T <= until);
        _ends.RemoveAll(end => taken.Contains(end.Track));
        // An end that has its continuation is none for the starts that wait.
        for (var i = 0; i < _starts.Count; i++)
            if (_starts[i].Candidates.Any(candidate => taken.Contains(candidate.End.Track)))
                _starts[i] = _starts[i] with { Candidates = [.. _starts[i].Candidates.Where(c => !taken.Contains(c.End.Track))] };
        (_decidedAt, _framesSince) = (t, 0);
        Array.Clear(_endsSince);
    }
}
