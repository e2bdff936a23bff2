using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cellect.Data.Regions;

/// <summary>One region as it stands in the file.</summary>
internal sealed class RegionEntry
{
    public string? Name { get; init; }
    public string? Shape { get; init; }
    public double[]? FromUm { get; init; }
    public double[]? ToUm { get; init; }
    public double[]? CentreUm { get; init; }
    public double? RadiusUm { get; init; }
    public double? HeightUm { get; init; }

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        MaxDepth = 8,
    };

    public static RegionEntry Of(Region region) =>
        region switch
        {
            BoxRegion box => new RegionEntry
            {
                Name = box.Name,
                Shape = "box",
                FromUm = Numbers(box.From),
                ToUm = Numbers(box.To),
            },
            CylinderRegion c => new RegionEntry
            {
                Name = c.Name,
                Shape = "cylinder",
                CentreUm = Numbers(c.Centre),
                RadiusUm = c.Radius,
                HeightUm = c.Height,
            },
            _ => throw new ArgumentException($"a region of type {region.GetType().Name} has no form in the file"),
        };

    /// <summary>The region, or what is wrong with the entry.</summary>
    public (Region? Region, string? Mistake) Read()
    {
        if (RegionLimits.Name(Name ?? "") is { } wrong)
            return (null, wrong);
        Region? region = Shape switch
        {
            "box" when CentreUm is null && RadiusUm is null && HeightUm is null && Place(FromUm) is { } from && Place(ToUm) is { } to =>
                new BoxRegion(Name!, from, to),
            "cylinder"
                when FromUm is null && ToUm is null && Place(CentreUm) is { } centre && RadiusUm is { } radius && HeightUm is { } height =>
                new CylinderRegion(Name!, centre, radius, height),
            _ => null,
        };
        var mistake = region is not null
            ? region.Mistake()
            : Shape switch
            {
                "box" => "a box has from_um and to_um, three numbers each (z,y,x), and nothing more",
                "cylinder" => "a cylinder has centre_um (z,y,x), radius_um and height_um, and nothing more",
                _ => $"shape '{Shape}' is not known; legal are box and cylinder",
            };
        return mistake is null ? (region, null) : (null, $"'{Name}': {mistake}");
    }

    private static Position? Place(double[]? numbers) => numbers is [var z, var y, var x] ? new Position(z, y, x) : null;

    private static double[] Numbers(Position place) => [place.Z, place.Y, place.X];
}
