using System.ComponentModel.DataAnnotations;

namespace Cellect.Triggers.Conditions;

/// <summary>A condition: an event and what narrows it. Which key goes with which event: docs/triggers.md.</summary>
internal sealed class ConditionOptions : IValidatableObject
{
    private const double Far = 1e7;

    /// <summary>What is waited for: the name of one of <see cref="ConditionKinds"/>.</summary>
    public string? Event { get; init; }

    /// <summary>Channel whose cells it is about. Default: the first that is tracked.</summary>
    [Range(0, 1000)]
    public int? Channel { get; init; }

    /// <summary>Channel of the cells that are met. Default: any other.</summary>
    [Range(0, 1000)]
    public int? With { get; init; }

    /// <summary>Least probability of a division. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double? MinProbability { get; init; }

    /// <summary>Later volumes that must bear it out: both daughters found again, the state still held, the lost track still lost. Default
    /// 1; Engulfed 2; LostTrack 3.</summary>
    [Range(0, 1000)]
    public int? ConfirmVolumes { get; init; }

    /// <summary>Whether only a division counts that the model has confirmed, one volume after it was told
    /// (<c>Model:Linker:Confirm</c>). Default false.</summary>
    public bool? Confirmed { get; init; }

    /// <summary>Time points in which a second division of the same cells, or at the same place, is the same division. Default 5.</summary>
    [Range(0, 10_000)]
    public int? RepeatVolumes { get; init; }

    /// <summary>Name of the region that the cell must be in.</summary>
    public string? Inside { get; init; }

    /// <summary>Name of the region that the cell must not be in.</summary>
    public string? Outside { get; init; }

    /// <summary>Name of the region that is entered or left.</summary>
    public string? Region { get; init; }

    /// <summary>Least depth, µm from the first slice.</summary>
    [Range(-Far, Far)]
    public double? MinDepthMicrometres { get; init; }

    /// <summary>Greatest depth, µm.</summary>
    [Range(-Far, Far)]
    public double? MaxDepthMicrometres { get; init; }

    /// <summary>Least radius of the cell (of a division: mean of the daughters), µm.</summary>
    [Range(0.0, Far)]
    public double? MinRadiusMicrometres { get; init; }

    /// <summary>Greatest radius, µm.</summary>
    [Range(0.0, Far)]
    public double? MaxRadiusMicrometres { get; init; }

    /// <summary>Least age of the track (of a division: of the mother), time points.</summary>
    [Range(0, 100_000_000)]
    public int? MinAgeVolumes { get; init; }

    /// <summary>Greatest age of the track, time points.</summary>
    [Range(0, 100_000_000)]
    public int? MaxAgeVolumes { get; init; }

    /// <summary>A migratory cell has been followed for longer than this, seconds. Default 3600.</summary>
    [Range(0.0, 10_000_000.0)]
    public double? MinAgeSeconds { get; init; }

    /// <summary>Fires when the value rises to this: divisions in the window, divisions of a cell in an hour, cells, cells per 1,000,000
    /// µm³, µm per minute, generation, µm from where it was first seen, ΔF/F0.</summary>
    [Range(0.0, 1e12)]
    public double? AtLeast { get; init; }

    /// <summary>Fires when the value falls to this; of a Contact the distance of the surfaces, µm, default 1.</summary>
    [Range(-1e12, 1e12)]
    public double? AtMost { get; init; }

    /// <summary>Whether the change of the brightness in a second counts, in place of the brightness. Default false.</summary>
    public bool? Derivative { get; init; }

    /// <summary>Length of the window in which divisions are counted, seconds. Default 600; Proliferation 3600.</summary>
    [Range(0.001, 86_400.0)]
    public double? WindowSeconds { get; init; }

    /// <summary>The first of two conditions.</summary>
    public ConditionOptions? First { get; init; }

    /// <summary>The second of two conditions; it fires.</summary>
    public ConditionOptions? Then { get; init; }

    /// <summary>Longest time from the first to the second, seconds. Default 600.</summary>
    [Range(0.001, 86_400.0)]
    public double? WithinSeconds { get; init; }

    /// <summary>Whether both must be of the same cell, its mother or its daughters. Default false.</summary>
    public bool? SameCell { get; init; }

    /// <summary>Whether it, or a condition within it, counts confirmed divisions only.</summary>
    internal bool AsksForConfirmed => Confirmed == true || First?.AsksForConfirmed == true || Then?.AsksForConfirmed == true;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        ConditionCheck.Mistakes(this).Select(m => new ValidationResult(m.Message, [m.Key]));
}
