namespace Cellect.Analysis.Motility;

/// <summary>From when on a cell counts as resting, and as migratory.</summary>
/// <param name="ArrestMicrometresPerMinute">Below this speed a cell is arrested, µm/min.</param>
/// <param name="MigratorySeconds">Longer than this a highly migratory cell was followed, s.</param>
/// <param name="MigratoryMicrometres">Further than this it came from where it was first seen, µm.</param>
internal sealed record MotilityOptions(
    double ArrestMicrometresPerMinute = 2,
    double MigratorySeconds = 3600,
    double MigratoryMicrometres = 50
);
