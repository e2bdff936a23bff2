using System.ComponentModel.DataAnnotations;
using Cellect.Model.Detections;
using Cellect.Model.Linking;

namespace Cellect.Live.Hosting;

/// <summary>An entry of the section <c>Populations</c> of the settings: what is told of one tracked channel. What is left out is as it is
/// without the entry.</summary>
internal sealed class PopulationOptions
{
    /// <summary>The channel, one of those that are tracked.</summary>
    /// <value>0 to 255.</value>
    [Range(0, 255)]
    public int Channel { get; init; }

    /// <summary>What people call these cells.</summary>
    /// <value>At most 40 characters; default empty: <c>channel N</c>.</value>
    [StringLength(40, ErrorMessage = "Name is longer than 40 characters.")]
    public string Name { get; init; } = "";

    /// <summary>Their colour.</summary>
    /// <value><c>#rrggbb</c>; default empty: one of the overlay's.</value>
    [RegularExpression("(#[0-9a-fA-F]{6})?", ErrorMessage = "Color must be #rrggbb, for example #56b4e9.")]
    public string Color { get; init; } = "";

    /// <summary>A model file of their own, as <c>Model:Path</c>; it must hold a live network.</summary>
    /// <value>Default empty: that of <c>Model:Path</c>.</value>
    public string Path { get; init; } = "";

    /// <summary>When a peak counts as a cell, as <c>Model:Detector</c>.</summary>
    /// <value>Default none: as <c>Model:Detector</c> says.</value>
    public DetectorOptions? Detector { get; init; }

    /// <summary>When two detections are one cell, and when two cells are daughters, as <c>Model:Linker</c>.</summary>
    /// <value>Default none: as <c>Model:Linker</c> says.</value>
    public LinkerOptions? Linker { get; init; }
}
