using System.ComponentModel.DataAnnotations;
using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Settings;

/// <summary>What of a microscope Micro-Manager's core is asked to change; for MicroManager and Pymmcore.</summary>
internal sealed class CoreOptions
{
    private const string PropertyForm = "[^/]+/[^/]+";

    /// <summary>Device property that holds the power.</summary>
    /// <value><c>DEVICE/PROPERTY</c>, such as <c>Laser/PowerPercent</c>; empty (default): power is neither read nor changed.</value>
    [RegularExpression(PropertyForm, ErrorMessage = "PowerProperty must be DEVICE/PROPERTY, such as Laser/PowerPercent.")]
    public string PowerProperty { get; init; } = "";

    /// <summary>Device property that holds the interval in seconds, for devices that time the volumes themselves.</summary>
    /// <value><c>DEVICE/PROPERTY</c>; empty (default): the interval is neither read nor changed.</value>
    [RegularExpression(PropertyForm, ErrorMessage = "IntervalProperty must be DEVICE/PROPERTY, such as Sequencer/Interval-s.")]
    public string IntervalProperty { get; init; } = "";

    /// <summary>Whether the core's focus and XY stage may be read and moved.</summary>
    /// <value>Default false.</value>
    public bool Stage { get; init; }

    /// <summary>Further properties that extras of the same name may change; they are recorded at arming and put back.</summary>
    /// <value>At most 16 of <c>DEVICE/PROPERTY</c>; default none.</value>
    [MaxLength(MicroscopeSettings.MaxExtras)]
    public string[] Properties { get; init; } = [];

    /// <summary>
    /// Pymmcore alone: name of the useq custom action that carries a change which a plain event cannot (region, extras), for a server
    /// with an engine that knows it; empty: such a change is refused and the event acquires an image.
    /// </summary>
    /// <value>At most 100 characters; default empty.</value>
    [StringLength(100)]
    public string CustomAction { get; init; } = "";
}
