namespace Cellect.Overlay.Displays;

/// <summary>How finely 3D pictures are computed: coarser while the user turns the volume, where a fine picture would lag behind the
/// hand.</summary>
internal sealed class RayDetail
{
    private const int Coarsest = 4;
    private static readonly TimeSpan Fluent = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan TooSlow = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Bearable = TimeSpan.FromMilliseconds(600);

    private int _inUse = 1;
    private int _atRest = 1;
    private bool _wasInUse;

    /// <summary>Pixels of the screen along each axis for one of the next picture.</summary>
    public int Next(bool inUse)
    {
        _wasInUse = inUse;
        return inUse ? _inUse : _atRest;
    }

    /// <summary>The picture took so long.</summary>
    public void Took(TimeSpan time)
    {
        if (_wasInUse)
            _inUse =
                time > TooSlow ? Math.Min(Coarsest, _inUse + 1)
                : time < Fluent ? Math.Max(1, _inUse - 1)
                : _inUse;
        else if (time > Bearable)
            _atRest = Math.Min(Coarsest, _atRest + 1);
    }
}
