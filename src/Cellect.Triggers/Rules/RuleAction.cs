using Cellect.Triggers.Actions;

namespace Cellect.Triggers.Rules;

/// <summary>What a rule asks of one microscope.</summary>
/// <param name="Adapter">Name of the adapter.</param>
/// <param name="Change">The settings that do not depend on the event.</param>
/// <param name="MoveToEvent">Whether the stage is to centre the event.</param>
/// <param name="RegionMicrometres">Extent of a box around the event to be imaged alone, µm; or null.</param>
internal sealed record RuleAction(string Adapter, MicroscopeSettings Change, bool MoveToEvent, Point3? RegionMicrometres)
{
    /// <summary>Whether it needs to know where the event is.</summary>
    public bool NeedsPlace => MoveToEvent || RegionMicrometres is not null;

    /// <summary>What is asked for, as a person would say it.</summary>
    public string Words =>
        string.Join(
            ", ",
            new[]
            {
                SettingsWords.Of(Change),
                MoveToEvent ? "stage to the event" : "",
                RegionMicrometres is { } size ? $"image {size} µm around the event" : "",
            }.Where(words => words.Length > 0)
        );
}
