using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Model.Tracks;

/// <summary>
/// Judges the divisions of one volume by the next. Its state is the newest frame's cells by track and the divisions that were told there:
/// memory does not grow with the length of a session.
/// </summary>
internal sealed class DivisionConfirmation
{
    private sealed record Told(DivisionEvent Division, int First, int Second, Detection A, Detection B, Detection? Mother)
    {
        public int StepsAgo { get; set; }
    }

    private readonly List<Told> _told = [];
    private Dictionary<int, Detection> _before = [];

    /// <summary>Forgets the series; what was told last stays likely.</summary>
    public void Reset()
    {
        _told.Clear();
        _before = [];
    }

    /// <summary>One frame more.</summary>
    /// <param name="frame">The frame, as it was detected.</param>
    /// <param name="cells">Its cells, linked.</param>
    /// <param name="divisions">The divisions among them.</param>
    /// <param name="timeStep">Time points since the frame before.</param>
    /// <param name="repeated">The volume is the one before once more, which shows nothing new.</param>
    /// <returns>What has become of the divisions of the frame before.</returns>
    public IReadOnlyList<DivisionVerdict> Advance(
        DetectedFrame frame,
        LinkedCell[] cells,
        DivisionEvent[] divisions,
        int timeStep,
        bool repeated
    )
    {
        foreach (var told in _told)
            told.StepsAgo += timeStep;
        var now = cells.ToDictionary(cell => cell.Track);
        DivisionVerdict[] verdicts = [];
        if (!repeated)
        {
            var dividing = divisions.Select(division => division.Mother).ToHashSet();
            verdicts = [.. _told.Select(told => Judge(told, frame, now, dividing))];
            _told.Clear();
        }

        foreach (var division in divisions)
        {
            var (first, second) = (cells[division.First], cells[division.Second]);
            Detection? mother = _before.TryGetValue(division.Mother, out var seen) ? seen : null;
            _told.Add(new Told(division, first.Track, second.Track, frame.Cells[first.Detection], frame.Cells[second.Detection], mother));
        }

        _before = now.ToDictionary(pair => pair.Key, pair => frame.Cells[pair.Value.Detection]);
        return verdicts;
    }

    private static DivisionVerdict Judge(Told told, DetectedFrame frame, Dictionary<int, LinkedCell> now, HashSet<int> dividing)
    {
        var (a, b) = (told.A, told.B);
        var firstGoesOn = now.TryGetValue(told.First, out var first);
        var secondGoesOn = now.TryGetValue(told.Second, out var second);
        var evidence = new DivisionEvidence
        {
            Probability = told.Division.Probability,
            Shrinking = told.Mother is { } mother ? LogRatio(mother.Radius, (a.Radius + b.Radius) / 2) : 0,
            BothGoOn = firstGoesOn && secondGoesOn,
            Divides = dividing.Contains(told.First) || dividing.Contains(told.Second),
        };
        if (evidence.BothGoOn)
        {
            var (c, d) = (frame.Cells[first.Detection], frame.Cells[second.Detection]);
            evidence = evidence with
            {
                Distance = Distance(c, d, frame.Geometry.Anisotropy) / MathF.Max((c.Radius + d.Radius) / 2, 1e-3f),
                Unlikeness = MathF.Abs(LogRatio(c.Radius, d.Radius)),
                Link = MathF.Min(first.LinkProbability, second.LinkProbability),
            };
        }

        var probability = evidence.Posterior();
        return new DivisionVerdict(
            told.Division.Mother,
            told.First,
            told.Second,
            (a.Z + b.Z) / 2,
            (a.Y + b.Y) / 2,
            (a.X + b.X) / 2,
            told.StepsAgo,
            probability,
            probability >= DivisionEvidence.Least,
            Continues(
                told,
                firstGoesOn || dividing.Contains(told.First),
                secondGoesOn || dividing.Contains(told.Second),
                frame.Geometry.Anisotropy
            )
        );
    }

    /// <summary>The daughter that goes on, where one alone does; else the one that was nearer to the mother.</summary>
    private static int Continues(Told told, bool firstGoesOn, bool secondGoesOn, float anisotropy)
    {
        if (firstGoesOn != secondGoesOn)
            return firstGoesOn ? told.First : told.Second;
        if (told.Mother is not { } mother)
            return told.First;
        return Distance(told.A, mother, anisotropy) <= Distance(told.B, mother, anisotropy) ? told.First : told.Second;
    }

    private static float Distance(Detection a, Detection b, float anisotropy)
    {
        var (z, y, x) = (anisotropy * (a.Z - b.Z), a.Y - b.Y, a.X - b.X);
        return MathF.Sqrt(z * z + y * y + x * x);
    }

    private static float LogRatio(float a, float b) => MathF.Log(MathF.Max(a, 1e-3f) / MathF.Max(b, 1e-3f));
}
