using System.Globalization;

namespace Cellect.Stream.Simulation.Spleen;

/// <summary>Reads <c>spleen?key=value&amp;...</c>.</summary>
internal static class SpleenQuery
{
    /// <summary>The name of the scene.</summary>
    public const string Name = "spleen";

    private static readonly string[] CommonKeys =
    [
        "frames",
        "z",
        "y",
        "x",
        "um",
        "interval",
        "photons",
        "readnoise",
        "background",
        "haze",
        "psfxy",
        "psfz",
        "attenuation",
        "bleaching",
    ];

    /// <summary>Whether a text behind <c>sim:</c> names this scene.</summary>
    public static bool Names(string spec) => spec == Name || spec.StartsWith(Name + "?", StringComparison.Ordinal);

    /// <summary>Reads a scene and its seed.</summary>
    /// <exception cref="FormatException">An unknown key, a value out of its limits, or a volume too small for the cells.</exception>
    public static (SpleenScene Scene, ulong Seed) Parse(string spec)
    {
        var query = SceneQuery.Split(spec.Length > Name.Length ? spec[(Name.Length + 1)..] : "");
        var seed = SceneName.SeedOf(query);
        var scene = new SpleenScene();
        scene = scene with
        {
            Neutrophils = Count(query, "neutrophils", scene.Neutrophils),
            Macrophages = Count(query, "macrophages", scene.Macrophages),
            Bacteria = Count(query, "bacteria", scene.Bacteria),
        };
        if (query.Keys.FirstOrDefault(key => !CommonKeys.Contains(key)) is { } unknown)
            throw new FormatException(
                $"sim:spleen does not know the key '{unknown}'; it takes seed, neutrophils, macrophages, bacteria, "
                    + string.Join(", ", CommonKeys)
            );
        scene = scene with { Common = SceneQuery.Apply(scene.Common, query) };
        Check(scene);
        return (scene, seed);
    }

    private static int Count(Dictionary<string, string> query, string key, int usual)
    {
        if (!query.Remove(key, out var text))
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1000
            ? count
            : throw new FormatException(
                $"simulation value {key}={text}: must be a whole number from 0 to 1000; write for example {key}=12"
            );
    }

    private static void Check(SpleenScene scene)
    {
        var shape = scene.Common.Shape;
        var least = 2 * SpleenScene.LargestRadius;
        if ((shape.Z - 1) * scene.Common.Anisotropy < least || shape.Y - 1 < least || shape.X - 1 < least)
            throw new FormatException(
                $"sim:spleen in {shape} voxels has no room for a macrophage; choose z of at least 17, y and x of at least 33"
            );
    }
}
