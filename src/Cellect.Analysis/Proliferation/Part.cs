using Cellect.Analysis.Lives;
using Cellect.Data.Regions;

namespace Cellect.Analysis.Proliferation;

/// <summary>A part of the volume whose cells are counted: all of it, a region, or what lies in no region.</summary>
internal sealed class Part
{
    /// <summary>What the whole volume is called in tables.</summary>
    public const string Whole = "volume";

    /// <summary>What lies in no region is called in tables.</summary>
    public const string Rest = "elsewhere";

    private readonly VolumeBorder _volume;
    private readonly IReadOnlyList<Region> _regions;
    private readonly bool _inside;

    private Part(string name, VolumeBorder volume, IReadOnlyList<Region> regions, bool inside) =>
        (Name, _volume, _regions, _inside) = (name, volume, regions, inside);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The parts of a volume: the whole; and, where there are regions, each of them and the rest.</summary>
    public static IReadOnlyList<Part> Of(IReadOnlyList<Region> regions, VolumeBorder volume) =>
        regions.Count == 0
            ? [new Part(Whole, volume, [], inside: false)]
            :
            [
                new Part(Whole, volume, [], inside: false),
                .. regions.Select(region => new Part(region.Name, volume, [region], inside: true)),
                new Part(Rest, volume, regions, inside: false),
            ];

    /// <summary>Whether a place, µm, lies in it.</summary>
    public bool Contains(Position place)
    {
        for (var i = 0; i < _regions.Count; i++)
            if (_regions[i].Contains(place))
                return _inside;
        return !_inside;
    }

    /// <summary>Distance of a place to the nearest border of the part or of the volume, µm.</summary>
    public double BorderDistance(Position place)
    {
        var nearest = _volume.Distance(place);
        for (var i = 0; i < _regions.Count; i++)
            nearest = Math.Min(nearest, RegionSurface.Distance(_regions[i], place));
        return nearest;
    }
}
