using System.Globalization;

namespace Cellect.Live.Pipeline;

/// <summary>The volumes of a series that showed nothing, and the alert about them. It stands until so many good ones have
/// followed.</summary>
internal sealed class BlankVolumes
{
    // As many as a person needs to look up.
    private const int GoodForAllClear = 20;

    private int _first,
        _last,
        _good;
    private long _count;

    /// <summary>One sentence for a person at the microscope; null when all is well.</summary>
    public string? Alert { get; private set; }

    /// <summary>A volume without content came.</summary>
    /// <param name="t">Its time point.</param>
    /// <param name="reason">What is wrong with it.</param>
    public void Blank(int t, string reason)
    {
        (_first, _last, _good) = (_count++ == 0 ? t : _first, t, 0);
        var which = _count == 1 ? $"volume {t} shows nothing" : $"{_count} volumes from {_first} to {_last} show nothing";
        Alert = string.Create(
            CultureInfo.InvariantCulture,
            $"{which} ({reason}); what shows nothing counts as lost. Look at shutter, light source and camera"
        );
    }

    /// <summary>A volume with content came.</summary>
    public void Good()
    {
        if (Alert is null || ++_good < GoodForAllClear)
            return;
        (Alert, _count) = (null, 0);
    }
}
