namespace Cellect.Model.Tracks;

/// <summary>Gives track ids, from 1 on. Populations of one series share one, so that no two of their tracks have the same id.</summary>
internal sealed class TrackNumbers
{
    private int _next = 1;

    /// <summary>Ids given so far.</summary>
    public int Given => _next - 1;

    /// <summary>A new id.</summary>
    public int Take() => _next++;

    /// <summary>A new series begins.</summary>
    public void Reset() => _next = 1;

    /// <summary>Ids below this one are in use.</summary>
    public void From(int next) => _next = Math.Max(_next, next);
}
