using System.Globalization;

namespace Cellect.Stream.Simulation;

/// <summary>What stands behind <c>sim:</c>: a scene, its changed values and the seed.</summary>
internal static class SceneName
{
    /// <summary>Reads <c>NAME</c> or <c>NAME?key=value&amp;...</c>.</summary>
    /// <exception cref="FormatException">An unknown scene or key, a value out of its limits, or a broken lineage table.</exception>
    public static (SceneParameters Scene, ulong Seed) Parse(string spec)
    {
        var at = spec.IndexOf('?');
        var name = at < 0 ? spec : spec[..at];
        var query = SceneQuery.Split(at < 0 ? "" : spec[(at + 1)..]);
        var seed = SeedOf(query);
        var scene = name switch
        {
            "embryo" => SceneParameters.Embryo,
            "lymphnode" => SceneParameters.LymphNode,
            "germinalcentre" => SceneParameters.GerminalCentre,
            "neurons" => SceneParameters.Neurons,
            "tcells" => SceneParameters.Tcells,
            "lineage" => Lineage(query),
            _ => throw new FormatException(
                $"no simulated scene '{name}'; there are embryo, lymphnode, germinalcentre, neurons, tcells, spleen and lineage?nodes=FILE"
            ),
        };
        return (SceneQuery.Apply(scene, query), seed);
    }

    /// <summary>Takes the seed out of a query; 1 where it has none.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public static ulong SeedOf(Dictionary<string, string> query)
    {
        if (!query.Remove("seed", out var text))
            return 1;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new FormatException(
                $"simulation value seed={text}: must be a whole number from 0 to {ulong.MaxValue}; write for example seed=1"
            );
    }

    private static SceneParameters Lineage(Dictionary<string, string> query)
    {
        if (!query.Remove("nodes", out var file))
            throw new FormatException("sim:lineage needs a table; write for example lineage?nodes=nodes.csv&zum=1&xyum=0.09");
        if (!File.Exists(file))
            throw new FormatException($"no lineage table '{file}'; nodes= takes the path of a file with the columns {TruthTable.Header}");
        return SceneParameters.Lineage(
            file,
            Length(query, "zum") ?? 1,
            Length(query, "xyum") ?? 1,
            Length(query, "um"),
            Length(query, "anisotropy")
        );
    }

    private static double? Length(Dictionary<string, string> query, string key)
    {
        if (!query.Remove(key, out var text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0.001 and <= 1000
            ? value
            : throw new FormatException($"simulation value {key}={text}: must be a number from 0.001 to 1000; write for example {key}=1");
    }
}
