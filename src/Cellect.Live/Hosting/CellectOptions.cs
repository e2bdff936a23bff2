using System.ComponentModel.DataAnnotations;
using Cellect.Analysis.Biology;
using Cellect.Dashboard.Settings;
using Cellect.Live.Finishing;
using Cellect.Live.Pipeline;
using Cellect.Live.Publish;
using Cellect.Live.Record;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Overlay.Settings;
using Cellect.Stream.Ingest;
using Cellect.Triggers.Settings;

namespace Cellect.Live.Hosting;

/// <summary>Everything that can be set: one section of appsettings.json a property. docs/configuration.md has every key.</summary>
internal sealed class CellectOptions : IValidatableObject
{
    /// <summary>Where volumes come from.</summary>
    [Required]
    public IngestOptions Ingest { get; init; } = new();

    /// <summary>Which weights, and when a peak is a cell and two cells are one.</summary>
    [Required]
    public ModelOptions Model { get; init; } = new();

    /// <summary>Names, colours and models of the tracked channels.</summary>
    [Required]
    public List<PopulationOptions> Populations { get; init; } = [];

    /// <summary>How much may wait between the stages.</summary>
    [Required]
    public PipelineOptions Pipeline { get; init; } = new();

    /// <summary>Where tracks go out.</summary>
    [Required]
    public PublishOptions Publish { get; init; } = new();

    /// <summary>What is recorded.</summary>
    [Required]
    public RecordOptions Record { get; init; } = new();

    /// <summary>What is made of the tracks while they come.</summary>
    [Required]
    public AnalysisOptions Analysis { get; init; } = new();

    /// <summary>What is made of the tracks once more, a little later.</summary>
    [Required]
    public LiveFinishOptions Finish { get; init; } = new();

    /// <summary>When the microscope is told to do something.</summary>
    [Required]
    public TriggerOptions Triggers { get; init; } = new();

    /// <summary>Where the overlay is drawn.</summary>
    [Required]
    public OverlayOptions Overlay { get; init; } = new();

    /// <summary>The page in the browser, health and metrics.</summary>
    [Required]
    public DashboardOptions Dashboard { get; init; } = new();

    /// <summary>Where measurements are pushed.</summary>
    [Required]
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Who is told of what, wherever they are.</summary>
    [Required]
    public NotificationOptions Notifications { get; init; } = new();

    /// <summary>Ways to the microscope.</summary>
    [Required]
    public MicroscopeOptions Microscope { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ChosenPopulations.Mistakes(this).Select(mistake => new ValidationResult(mistake.Text, [mistake.Key]));
}

/// <summary>The section <c>Model</c> of the settings.</summary>
internal sealed class ModelOptions
{
    /// <summary>The model file, or a folder that <c>cellect import</c> wrote, sought from the working directory and then from the
    /// program's.</summary>
    /// <value>Default <c>models/live.safetensors</c>.</value>
    [Required]
    public string Path { get; init; } = "models/live.safetensors";

    /// <summary>A recording whose people's edits count again, each from the time point from which it counted there; empty: none.</summary>
    /// <value>A folder with a <c>learned.jsonl</c>; default empty.</value>
    public string Learned { get; init; } = "";

    /// <summary>When a peak counts as a cell.</summary>
    [Required]
    public DetectorOptions Detector { get; init; } = new();

    /// <summary>When two detections are one cell, and when two cells are daughters.</summary>
    [Required]
    public LinkerOptions Linker { get; init; } = new();

    /// <summary>What can be chosen for the published network; the live one has no use for it.</summary>
    [Required]
    public Cellect2025Options Published { get; init; } = new();
}
