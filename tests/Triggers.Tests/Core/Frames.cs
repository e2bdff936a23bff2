using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Triggers.Tests.Core;

/// <summary>Frames written by hand: voxel 2, 0.5, 0.5 µm, one second from time point to time point.</summary>
internal sealed class Frames
{
    private readonly List<TrackedFrame> _frames = [];

    /// <summary>One more frame.</summary>
    public Frames At(int t, IReadOnlyList<TrackedCell> cells, params Division[] divisions)
    {
        var step = _frames.Count == 0 ? 0 : t - _frames[^1].Header.T;
        _frames.Add(FakeSeries.Frame(FakeSeries.Header(t: t), cells, divisions, step));
        return this;
    }

    /// <summary>One more frame, in which a division that was told is confirmed or withdrawn.</summary>
    public Frames Known(int t, DivisionState state, int toldT, Division division, params TrackedCell[] cells)
    {
        At(t, cells);
        _frames[^1] = _frames[^1] with { Outcomes = [new DivisionOutcome(toldT, division with { State = state }, division.FirstDaughter)] };
        return this;
    }

    /// <summary>Frames in which the same cells stay.</summary>
    public Frames Idle(int from, int to, params TrackedCell[] cells)
    {
        for (var t = from; t <= to; t++)
            At(t, cells);
        return this;
    }

    public IEnumerable<TrackedFrame> All => _frames;

    public static TrackedCell Cell(int track, int parent = -1, float z = 2, float y = 10, float x = 10) =>
        FakeSeries.Cell(track, parent, z, y, x);

    public static Division Division(int mother, int first, float probability = 0.9f, float y = 10, float x = 10) =>
        new(mother, first, first + 1, 2, y, x, probability);
}
