namespace Cellect.Live.Record;

/// <summary>Which volumes are recorded.</summary>
internal enum VolumeMode
{
    /// <summary>None.</summary>
    Off,

    /// <summary>Those around a division or a firing.</summary>
    Ring,

    /// <summary>Every volume of every channel.</summary>
    All,
}
