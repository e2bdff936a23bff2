namespace Cellect.Overlay.Scenes;

/// <summary>How a channel is shown.</summary>
/// <param name="Hidden">True: not at all.</param>
/// <param name="Low">Counts shown black; null: by percentile.</param>
/// <param name="High">Counts shown white; null: by percentile.</param>
internal readonly record struct ChannelLook(bool Hidden = false, float? Low = null, float? High = null);

/// <summary>The looks of the channels by place: the tracked one first.</summary>
internal readonly record struct ChannelLooks(ChannelLook First, ChannelLook Second, ChannelLook Third, ChannelLook Fourth)
{
    /// <summary>Channels at most.</summary>
    public const int Count = 4;

    /// <summary>The look at a place, 0 to 3.</summary>
    public ChannelLook this[int place] =>
        place switch
        {
            0 => First,
            1 => Second,
            2 => Third,
            _ => Fourth,
        };

    /// <summary>These looks with another one at a place.</summary>
    public ChannelLooks With(int place, ChannelLook look) =>
        place switch
        {
            0 => this with { First = look },
            1 => this with { Second = look },
            2 => this with { Third = look },
            _ => this with { Fourth = look },
        };
}
