using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;

namespace Cellect.Model.Tracks;

/// <summary>Puts a tracked frame together from what the model found.</summary>
internal static class TrackedFrameBuilder
{
    public static TrackedFrame Build(
        VolumeHeader header,
        int timeStep,
        LatencyStamps stamps,
        DetectedFrame found,
        LinkedCell[] cells,
        DivisionEvent[] divisions,
        IReadOnlyList<UnstableTrack> unstable,
        TrackingState? state = null,
        IReadOnlyList<DivisionVerdict>? verdicts = null,
        ScoreMeaning? meaning = null
    ) =>
        new()
        {
            Header = header,
            TimeStep = timeStep,
            Stamps = stamps,
            Scale = new SeenScale(found.Slices, found.Scale),
            Meaning = meaning,
            Cells = Array.ConvertAll(cells, c => Cell(found.Cells[c.Detection], c)),
            Divisions = Array.ConvertAll(divisions, d =>
                Division(found, cells, d) with
                {
                    State = verdicts is null ? DivisionState.Told : DivisionState.Likely,
                }
            ),
            Outcomes = [.. (verdicts ?? []).Select(verdict => Outcome(header.T, verdict))],
            Unstable = [.. unstable.Select(mark => new UnstableMark(mark.Track, mark.Reason, header.T - mark.StepsAgo))],
            State = state is null ? null : state.ToBytes,
            Foreground = found.Foreground is { } map
                ? new ForegroundMap(new VolumeShape(map.Depth, map.Height, map.Width), map.LateralStride, map.Probability)
                : null,
        };

    private static DivisionOutcome Outcome(int t, DivisionVerdict verdict) =>
        new(
            t - verdict.StepsAgo,
            new Division(verdict.Mother, verdict.First, verdict.Second, verdict.Z, verdict.Y, verdict.X, verdict.Probability)
            {
                State = verdict.Confirmed ? DivisionState.Confirmed : DivisionState.Withdrawn,
            },
            verdict.Continues
        );

    private static TrackedCell Cell(Detection d, LinkedCell c) =>
        new(c.Track, c.Parent, d.Z, d.Y, d.X, d.Radius, c.Score, c.Division, c.LinkProbability);

    private static Division Division(DetectedFrame found, LinkedCell[] cells, DivisionEvent d)
    {
        var (a, b) = (found.Cells[cells[d.First].Detection], found.Cells[cells[d.Second].Detection]);
        return new Division(
            d.Mother,
            cells[d.First].Track,
            cells[d.Second].Track,
            (a.Z + b.Z) / 2,
            (a.Y + b.Y) / 2,
            (a.X + b.X) / 2,
            d.Probability
        );
    }
}
