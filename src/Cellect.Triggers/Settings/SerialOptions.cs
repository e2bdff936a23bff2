using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Settings;

/// <summary>What only a serial line needs.</summary>
internal sealed class SerialOptions
{
    /// <summary>Symbols a second.</summary>
    /// <value>300 to 4,000,000; default 115,200.</value>
    [Range(300, 4_000_000)]
    public int BaudRate { get; init; } = 115_200;

    /// <summary>
    /// The line that each setting is sent as: by <c>interval_s</c>, <c>power_percent</c>, <c>exposure_ms</c>, <c>stage_um</c>,
    /// <c>region_um</c> or the name of an extra. <c>{value}</c> is replaced by the value, <c>{z}</c>, <c>{y}</c>, <c>{x}</c> by those of a
    /// position, <c>{sz}</c>, <c>{sy}</c>, <c>{sx}</c> by a region's size, <c>{key}</c> by the idempotency key.
    /// </summary>
    /// <value>At most 32 lines of 1 to 200 characters; a setting without a line is refused.</value>
    public Dictionary<string, string> Lines { get; init; } = [];

    /// <summary>What ends a line.</summary>
    /// <value>Lf (default), Cr or CrLf.</value>
    [EnumDataType(typeof(LineEnd))]
    public LineEnd LineEnd { get; init; } = LineEnd.Lf;

    /// <summary>What the device's answer to a line begins with when it has carried it out; empty: it does not answer.</summary>
    /// <value>At most 100 characters; default empty.</value>
    [StringLength(100)]
    public string Acknowledge { get; init; } = "";

    /// <summary>What its answer begins with when it will not; any other line is passed over.</summary>
    /// <value>At most 100 characters; default <c>ERR</c>.</value>
    [StringLength(100)]
    public string Refuse { get; init; } = "ERR";
}

/// <summary>What ends a line.</summary>
internal enum LineEnd
{
    /// <summary>Line feed.</summary>
    Lf,

    /// <summary>Carriage return.</summary>
    Cr,

    /// <summary>Carriage return and line feed.</summary>
    CrLf,
}
