using Cellect.Data.Regions;

namespace Cellect.Triggers.Conditions;

/// <summary>One cell of a frame as conditions see it.</summary>
/// <param name="Track">Track id, from 1.</param>
/// <param name="Parent">Track id of the mother, or -1.</param>
/// <param name="Place">Centre, µm of the volume's frame.</param>
/// <param name="RadiusMicrometres">Radius, µm.</param>
/// <param name="AgeVolumes">Time points since the track was first seen.</param>
/// <param name="IsNew">First seen in this frame.</param>
/// <param name="MicrometresPerMinute">Speed since it was last seen, by the stream's clock; null for a new track or where no time has
/// passed.</param>
internal readonly record struct CellFacts(
    int Track,
    int Parent,
    Position Place,
    double RadiusMicrometres,
    int AgeVolumes,
    bool IsNew,
    double? MicrometresPerMinute
);
