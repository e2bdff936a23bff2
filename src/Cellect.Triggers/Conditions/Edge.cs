namespace Cellect.Triggers.Conditions;

/// <summary>Tells once when a state has come and held; again only after it has gone.</summary>
/// <param name="armed">Whether the state counts as having come when it is there at the first look.</param>
internal struct Edge(bool armed)
{
    private bool _armed = armed;
    private int _held;

    /// <summary>One more look.</summary>
    /// <param name="state">Whether the state is there.</param>
    /// <param name="confirmVolumes">Later looks in which it must still be there.</param>
    public bool Rises(bool state, int confirmVolumes)
    {
        if (!state)
        {
            (_armed, _held) = (true, 0);
            return false;
        }

        if (!_armed || _held++ < confirmVolumes)
            return false;
        _armed = false;
        return true;
    }
}
