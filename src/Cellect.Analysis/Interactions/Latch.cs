using Cellect.Data.Regions;

namespace Cellect.Analysis.Interactions;

/// <summary>A state of two cells that comes and goes when the contrary has held for some frames.</summary>
internal struct Latch
{
    private int _held;

    /// <summary>Whether the state is there.</summary>
    public bool On { get; private set; }

    /// <summary>When the contrary began to hold.</summary>
    public Moment Since { get; private set; }

    /// <summary>Whether the contrary holds, but has not for long enough.</summary>
    public readonly bool Pending => _held > 0;

    /// <summary>One more look; frames in which one of the two is not seen are no looks.</summary>
    /// <returns>Whether the state has come or gone with it.</returns>
    public bool Look(bool state, int frames, in Moment now)
    {
        if (state == On)
        {
            _held = 0;
            return false;
        }

        if (_held++ == 0)
            Since = now;
        if (_held < frames)
            return false;
        (On, _held) = (state, 0);
        return true;
    }

    /// <summary>What has held so far does not count.</summary>
    public void Restart() => _held = 0;
}

/// <summary>Two cells at one time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Seconds">The same, s.</param>
/// <param name="Place">Where the smaller one is, µm.</param>
/// <param name="Offset">From the larger one's centre to that of the smaller, µm.</param>
/// <param name="Distance">Of the surfaces, µm.</param>
internal readonly record struct Moment(int T, double Seconds, Position Place, Position Offset, double Distance);
