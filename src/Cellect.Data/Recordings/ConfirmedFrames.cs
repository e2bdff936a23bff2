using Cellect.Data.Tracks;

namespace Cellect.Data.Recordings;

/// <summary>
/// Holds frames back while their divisions are likely, and gives them out as they are known one volume later: a division that was none is
/// not there, and its mother goes on under her own id. Frames come out in the order in which they went in.
/// </summary>
/// <typeparam name="T">What goes with each frame.</typeparam>
/// <param name="populations">Populations whose frames come one after another.</param>
internal sealed class ConfirmedFrames<T>(int populations = 1)
{
    // A frame waits for one volume, and longer where that one shows nothing new or is lost; no longer than this.
    private const int MostHeld = 3;

    private readonly List<(TrackedFrame? Frame, T With)> _held = [];
    private Withdrawals _withdrawals = new();

    /// <summary>Frames that wait.</summary>
    public int Count => _held.Count;

    /// <summary>Takes the next frame.</summary>
    /// <param name="frame">The frame; null where the model failed on its volume.</param>
    /// <param name="with">What goes with it.</param>
    /// <returns>The frames that are known now, oldest first.</returns>
    public IReadOnlyList<(TrackedFrame? Frame, T With)> Push(TrackedFrame? frame, T with)
    {
        _held.Add((frame is null ? null : Settle(frame), with));
        var known = 0;
        while (known < _held.Count && (!IsOpen(_held[known].Frame) || _held.Count - known > MostHeld * populations))
            known++;
        return Take(known);
    }

    /// <summary>The series is over: what waits comes out as it is.</summary>
    public IReadOnlyList<(TrackedFrame? Frame, T With)> Flush() => Take(_held.Count);

    /// <summary>Forgets the series.</summary>
    /// <returns>What waited.</returns>
    public IReadOnlyList<(TrackedFrame? Frame, T With)> Reset()
    {
        _withdrawals = new Withdrawals();
        return Flush();
    }

    private static bool IsOpen(TrackedFrame? frame) =>
        frame is not null && frame.Divisions.Any(division => division.State == DivisionState.Likely);

    /// <summary>Brings the outcomes of a frame into those that wait.</summary>
    /// <returns>The frame with the outcomes that come too late for that.</returns>
    private TrackedFrame Settle(TrackedFrame frame)
    {
        var late = new List<DivisionOutcome>();
        foreach (var outcome in frame.Outcomes)
        {
            var index = _held.FindIndex(held => held.Frame is { } waits && (waits.Header.T, waits.Header.C) == (outcome.T, frame.Header.C));
            if (index < 0)
            {
                late.Add(outcome);
                continue;
            }

            _withdrawals.Add(outcome);
            for (var i = index; i < _held.Count; i++)
                if (_held[i].Frame is { } held)
                    _held[i] = (Apply(held, outcome), _held[i].With);
        }

        return Renamed(frame) with
        {
            Outcomes = late,
        };
    }

    private TrackedFrame Apply(TrackedFrame frame, DivisionOutcome outcome)
    {
        var division = outcome.Division;
        if (frame.Header.T != outcome.T)
            return Renamed(frame);
        var daughters = (division.FirstDaughter, division.SecondDaughter);
        return Renamed(
            frame with
            {
                Cells =
                [
                    .. frame.Cells.Select(cell =>
                        cell.Track == daughters.FirstDaughter || cell.Track == daughters.SecondDaughter
                            ? cell with
                            {
                                Division = division.Probability,
                            }
                            : cell
                    ),
                ],
                Divisions =
                [
                    .. frame
                        .Divisions.Where(told => outcome.Confirmed || told.FirstDaughter != daughters.FirstDaughter)
                        .Select(told =>
                            told.FirstDaughter == daughters.FirstDaughter
                                ? told with
                                {
                                    State = division.State,
                                    Probability = division.Probability,
                                }
                                : told
                        ),
                ],
            }
        );
    }

    // A frame that has its names already keeps them: no renamed track is left in it.
    private TrackedFrame Renamed(TrackedFrame frame) =>
        _withdrawals.IsEmpty
            ? Remembered(frame)
            : frame with
            {
                Cells = [.. frame.Cells.Select(cell => _withdrawals.Of(cell))],
                Divisions = [.. frame.Divisions.Select(division => division with { Mother = _withdrawals.Id(division.Mother) })],
                Unstable = [.. frame.Unstable.Select(mark => mark with { Track = _withdrawals.Id(mark.Track) })],
            };

    // Mothers must be known before the first division is withdrawn.
    private TrackedFrame Remembered(TrackedFrame frame)
    {
        foreach (var cell in frame.Cells)
            _ = _withdrawals.Of(cell);
        return frame;
    }

    private (TrackedFrame? Frame, T With)[] Take(int count)
    {
        var taken = _held.GetRange(0, count).ToArray();
        _held.RemoveRange(0, count);
        return taken;
    }
}
