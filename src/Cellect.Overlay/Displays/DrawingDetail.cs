namespace Cellect.Overlay.Displays;

/// <summary>How finely pictures are drawn: coarser while the user does something, where a fine picture would lag behind the hand. What a
/// fine picture takes is learned from those that are drawn while nobody does anything.</summary>
internal sealed class DrawingDetail
{
    private const int Coarsest = 4;
    private static readonly TimeSpan Fluent = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan TooSlow = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Bearable = TimeSpan.FromMilliseconds(600);

    private int _inUse = 1;
    private int _atRest = 1;
    private bool _wasInUse;

    /// <summary>1: as fine as it can be. Else, in 3D, pixels of the screen along each axis for one of the next picture; tails are left
    /// out.</summary>
    public int Next(bool inUse)
    {
        _wasInUse = inUse;
        return inUse ? _inUse : _atRest;
    }

    /// <summary>The picture took so long.</summary>
    /// <param name="time">To draw it.</param>
    /// <param name="solid">True when it shows the volume from any side: then its pixels cost most.</param>
    public void Took(TimeSpan time, bool solid)
    {
        if (!_wasInUse)
            Learn(time, solid);
        else if (time > TooSlow)
            _inUse = Math.Min(Coarsest, _inUse + 1);
    }

    private void Learn(TimeSpan time, bool solid)
    {
        // So many times coarser that it would take as long as is fluent.
        _inUse = time <= 2 * Fluent ? 1 : Math.Clamp((int)Math.Ceiling(Math.Sqrt(time / Fluent)), 2, Coarsest);
        if (solid && time > Bearable)
            _atRest = Math.Min(Coarsest, _atRest + 1);
    }
}
