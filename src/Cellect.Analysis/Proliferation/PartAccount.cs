using Cellect.Analysis.Lives;
using Cellect.Data.Biology;
using Cellect.Data.Regions;

namespace Cellect.Analysis.Proliferation;

/// <summary>
/// Keeps the account of one part: every cell that is more or fewer is explained by a movement, a division, or by a track that begins or
/// ends. The paper checks its divisions so (Fig. 3m), without any truth. A division happens at its place, midway between the daughters;
/// how the mother came there and where the daughters went are movements.
/// </summary>
internal sealed class PartAccount(Part part)
{
    private int _initial;
    private long _in,
        _out,
        _found,
        _lost,
        _divisions;
    private double _expected;
    private double _cellHours;
    private double _lastSeconds;

    /// <summary>Name of the part.</summary>
    public string Name => part.Name;

    /// <summary>How well growth corrected for flow and the expected divisions agree.</summary>
    public Regression Check { get; } = new();

    /// <summary>Cells in the part now.</summary>
    public int Cells { get; private set; }

    /// <summary>A cell of the first frame.</summary>
    public void Settle(Position place)
    {
        if (!part.Contains(place))
            return;
        _initial++;
        Cells++;
    }

    /// <summary>A cell goes from place to place, µm.</summary>
    public void Move(Position from, Position to)
    {
        var (before, after) = (part.Contains(from), part.Contains(to));
        if (before == after)
            return;
        if (after)
            _in++;
        else
            _out++;
        Cells += after ? 1 : -1;
    }

    /// <summary>A track begins without a mother, or is found again.</summary>
    public void Begin(Position place, double radius)
    {
        if (!part.Contains(place))
            return;
        if (IsNearBorder(place, radius))
            _in++;
        else
            _found++;
        Cells++;
    }

    /// <summary>A track ends without a division, or is missed.</summary>
    public void End(Position place, double radius)
    {
        if (!part.Contains(place))
            return;
        if (IsNearBorder(place, radius))
            _out++;
        else
            _lost++;
        Cells--;
    }

    /// <summary>The mother, who is at the place by now, becomes two.</summary>
    public void Divide(Position place)
    {
        if (!part.Contains(place))
            return;
        _divisions++;
        Cells++;
    }

    /// <summary>A cell that is a daughter with some probability: half a division, told as one or not.</summary>
    public void Expect(Position place, double isDaughter)
    {
        if (part.Contains(place))
            _expected += isDaughter / 2;
    }

    /// <summary>The frame is complete.</summary>
    public ProliferationRow Close(int t, double seconds)
    {
        _cellHours += Cells * (seconds - _lastSeconds) / 3600;
        _lastSeconds = seconds;
        var row = new ProliferationRow(
            t,
            seconds,
            Name,
            Cells,
            Cells - _initial,
            _in,
            _out,
            _found,
            _lost,
            _divisions,
            _expected,
            _cellHours
        );
        Check.Add(row.Expected, row.Corrected);
        return row;
    }

    private bool IsNearBorder(Position place, double radius) => part.BorderDistance(place) <= VolumeBorder.Radii * radius;
}
