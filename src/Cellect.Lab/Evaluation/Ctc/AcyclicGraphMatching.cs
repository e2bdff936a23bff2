using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>
/// What it takes to turn the result's graph into the reference's (Matula et al. 2015): NS splits, FN and FP vertices, ED edges to
/// delete, EA to add and EC to change in meaning. Edges are compared between vertices that hold exactly one reference marker.
/// </summary>
internal sealed class AcyclicGraphMatching
{
    private const double SplitWeight = 5,
        MissedWeight = 10,
        FalseWeight = 1,
        DeleteWeight = 1,
        AddWeight = 1.5,
        ChangeWeight = 1;

    private AcyclicGraphMatching() { }

    public int Vertices { get; private init; }

    public int Edges { get; private init; }

    public int Matched { get; private init; }

    public int Splits { get; private init; }

    public int Missed { get; private init; }

    public int False { get; private init; }

    public int ToDelete { get; private init; }

    public int ToAdd { get; private init; }

    public int ToChange { get; private init; }

    public double EmptyCost => MissedWeight * Vertices + AddWeight * Edges;

    public double Cost => DetectionCost + LinkCost;

    public double? Tracking => Share(Cost, EmptyCost);

    public double? Detection => Share(DetectionCost, MissedWeight * Vertices);

    public double? DetectionWithoutFalse => Share(DetectionCost - FalseWeight * False, MissedWeight * Vertices);

    public double? Linking => Share(LinkCost, AddWeight * Edges);

    private double DetectionCost => SplitWeight * Splits + MissedWeight * Missed + FalseWeight * False;

    private double LinkCost => DeleteWeight * ToDelete + AddWeight * ToAdd + ChangeWeight * ToChange;

    public static AcyclicGraphMatching Match(CtcSequence sequence)
    {
        var held = sequence.Frames.Select(frame => frame.Matches.ToLookup(match => match.Result, match => match.Reference)).ToArray();
        var reference = EdgesOf(sequence.Reference);
        var (delete, common, change) = (0, 0, 0);
        foreach (var (edge, isParent) in EdgesOf(sequence.Result))
        {
            if (Unique(edge.FromFrame, edge.From) is not { } from || Unique(edge.ToFrame, edge.To) is not { } to)
                continue;
            if (!reference.TryGetValue(new Edge(edge.FromFrame, from, edge.ToFrame, to), out var referenceIsParent))
                delete++;
            else
            {
                common++;
                change += isParent == referenceIsParent ? 0 : 1;
            }
        }
        var (vertices, matched) = (
            sequence.Frames.Sum(frame => frame.Reference.Length),
            sequence.Frames.Sum(frame => frame.Matches.Length)
        );
        return new AcyclicGraphMatching
        {
            Vertices = vertices,
            Edges = reference.Count,
            Matched = matched,
            Missed = vertices - matched,
            Splits = matched - held.Sum(frame => frame.Count),
            False = sequence.Frames.Sum(frame => frame.Result.Length) - held.Sum(frame => frame.Count),
            ToDelete = delete,
            ToAdd = reference.Count - common,
            ToChange = change,
        };

        int? Unique(int frame, int label) => held[frame][label].ToArray() is [var one] ? one : null;
    }

    private readonly record struct Edge(int FromFrame, int From, int ToFrame, int To);

    /// <summary>Links within tracks (false) and to parents (true).</summary>
    private static Dictionary<Edge, bool> EdgesOf(IReadOnlyList<CtcTrack> tracks)
    {
        var endOf = tracks.ToDictionary(track => track.Label, track => track.End);
        var edges = new Dictionary<Edge, bool>();
        foreach (var track in tracks)
        {
            for (var frame = track.Begin; frame < track.End; frame++)
                edges[new Edge(frame, track.Label, frame + 1, track.Label)] = false;
            if (track.Parent != 0)
                edges[new Edge(endOf[track.Parent], track.Parent, track.Begin, track.Label)] = true;
        }
        return edges;
    }

    private static double? Share(double cost, double empty) => empty == 0 ? null : 1 - Math.Min(cost, empty) / empty;
}
