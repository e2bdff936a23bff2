using System.Globalization;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

/// <summary>The keys that may follow the question mark of <c>sim:NAME?key=value&amp;...</c>, with their limits.</summary>
internal static class SceneQuery
{
    private static readonly Dictionary<string, Number> Numbers = new()
    {
        ["channels"] = new(1, 2, true, (s, v) => s with { Channels = (int)v }),
        ["frames"] = new(1, 1_000_000, true, (s, v) => s with { Frames = (int)v }),
        ["z"] = new(1, 2048, true, (s, v) => s with { Shape = s.Shape with { Z = (int)v } }),
        ["y"] = new(8, 8192, true, (s, v) => s with { Shape = s.Shape with { Y = (int)v } }),
        ["x"] = new(8, 8192, true, (s, v) => s with { Shape = s.Shape with { X = (int)v } }),
        ["cells"] = new(0, 100_000, true, (s, v) => s with { Cells = (int)v }),
        ["maxcells"] = new(1, 100_000, true, (s, v) => s with { MaxCells = (int)v }),
        ["radius"] = new(1, 100, false, (s, v) => s with { RadiusVoxels = v }),
        ["anisotropy"] = new(0.2, 50, false, (s, v) => s with { Anisotropy = v }),
        ["um"] = new(0.001, 100, false, (s, v) => s with { ColumnMicrometres = v }),
        ["interval"] = new(0.001, 1e6, false, (s, v) => s with { IntervalSeconds = v }),
        ["speed"] = new(0, 5, false, (s, v) => s with { SpeedRadii = v }),
        ["sway"] = new(0, 20, false, (s, v) => s with { SwayRadii = v }),
        ["swayframes"] = new(1, 1e6, false, (s, v) => s with { SwayFrames = v }),
        ["spikes"] = new(0, 1, false, (s, v) => s with { SpikesPerFrame = v }),
        ["spike"] = new(0, 100, false, (s, v) => s with { SpikeBrightness = v }),
        ["decay"] = new(0, 1e5, false, (s, v) => s with { SpikeDecayFrames = v }),
        ["fading"] = new(0, 1, false, (s, v) => s with { FadingShare = v }),
        ["red"] = new(0, 1, false, (s, v) => s with { RedShare = v }),
        ["leaps"] = new(0, 0.5, false, (s, v) => s with { LeapsPerFrame = v }),
        ["persistence"] = new(0, 0.999, false, (s, v) => s with { Persistence = v }),
        ["flow"] = new(0, 5, false, (s, v) => s with { FlowRadii = v }),
        ["cycle"] = new(0, 1e6, false, (s, v) => s with { CycleFrames = v }),
        ["darkzone"] = new(0, 1, false, (s, v) => s with { DarkZoneShare = v }),
        ["lightpace"] = new(0, 1, false, (s, v) => s with { LightZonePace = v }),
        ["deaths"] = new(0, 0.5, false, (s, v) => s with { DeathsPerFrame = v }),
        ["loss"] = new(0, 0.5, false, (s, v) => s with { LossPerFrame = v }),
        ["driftz"] = new(-50, 50, false, (s, v) => s with { DriftZ = v }),
        ["drifty"] = new(-50, 50, false, (s, v) => s with { DriftY = v }),
        ["driftx"] = new(-50, 50, false, (s, v) => s with { DriftX = v }),
        ["jitter"] = new(0, 20, false, (s, v) => s with { JitterVoxels = v }),
        ["brightnessspread"] = new(0, 2, false, (s, v) => s with { BrightnessSpread = v }),
        ["texture"] = new(0, 1, false, (s, v) => s with { TextureStrength = v }),
        ["psfxy"] = new(0, 8, false, (s, v) => s with { PsfLateralVoxels = v }),
        ["psfz"] = new(0, 8, false, (s, v) => s with { PsfAxialSlices = v }),
        ["deepblur"] = new(0, 8, false, (s, v) => s with { DeepBlurVoxels = v }),
        ["tail"] = new(0, 1, false, (s, v) => s with { TailFraction = v }),
        ["tailslices"] = new(0, 8, false, (s, v) => s with { TailSlices = v }),
        ["cytoplasm"] = new(0, 100, false, (s, v) => s with { CytoplasmBrightness = v }),
        ["bodies"] = new(0, 10_000, true, (s, v) => s with { BodyCount = (int)v }),
        ["polygon"] = new(0, 100, true, (s, v) => s with { ZeroPolygonSides = (int)v }),
        ["polygonfade"] = new(0, 20, false, (s, v) => s with { ZeroFadeVoxels = v }),
        ["elongation"] = new(1, 5, false, (s, v) => s with { Elongation = v }),
        ["separation"] = new(0, 6, false, (s, v) => s with { AnaphaseSeparationRadii = v }),
        ["condensation"] = new(0, 100, false, (s, v) => s with { CondensationFrames = v }),
        ["strands"] = new(0, 1, false, (s, v) => s with { ProphaseStrands = v }),
        ["plate"] = new(0.1, 1, false, (s, v) => s with { PlateThickness = v }),
        ["haze"] = new(0, 1, false, (s, v) => s with { HazeFraction = v }),
        ["background"] = new(0, 100, false, (s, v) => s with { BackgroundBrightness = v }),
        ["attenuation"] = new(0, 1, false, (s, v) => s with { AttenuationFraction = v }),
        ["bleaching"] = new(0, 1, false, (s, v) => s with { BleachingPerFrame = v }),
        ["debris"] = new(0, 10_000, true, (s, v) => s with { DebrisCount = (int)v }),
        ["photons"] = new(0.1, 1e6, false, (s, v) => s with { PeakPhotons = v }),
        ["readnoise"] = new(0, 1000, false, (s, v) => s with { ReadNoiseElectrons = v }),
        ["gain"] = new(1e-4, 1e5, false, (s, v) => s with { GainCountsPerPhoton = v }),
        ["offset"] = new(0, 60_000, false, (s, v) => s with { OffsetCounts = v }),
        ["maxcounts"] = new(15, 65_535, true, (s, v) => s with { MaxCounts = (int)v }),
    };

    /// <summary>Splits <c>key=value&amp;key=value</c>.</summary>
    /// <exception cref="FormatException">A part is no pair, or a key comes twice.</exception>
    public static Dictionary<string, string> Split(string query)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=');
            if (at <= 0)
                throw new FormatException($"'{part}' in the simulation query is not key=value; write for example seed=1&frames=50");
            if (!pairs.TryAdd(part[..at].ToLowerInvariant(), Uri.UnescapeDataString(part[(at + 1)..])))
                throw new FormatException($"key '{part[..at]}' comes twice in the simulation query; keep one of them");
        }

        return pairs;
    }

    /// <summary>The scene with the values of a query in place of its own.</summary>
    /// <exception cref="FormatException">An unknown key or a value out of its limits.</exception>
    public static SceneParameters Apply(SceneParameters scene, IEnumerable<KeyValuePair<string, string>> query)
    {
        foreach (var (key, value) in query)
            scene = key == "label" ? scene with { Label = LabelOf(value) } : Set(scene, key, value);
        if (scene.Shape.Voxels > VolumePool.MaxVolumeBytes / sizeof(ushort))
            throw new FormatException(
                $"volume of {scene.Shape} voxels is more than {VolumePool.MaxVolumeBytes / sizeof(ushort)}; choose smaller z, y or x"
            );
        return scene;
    }

    private static SceneParameters Set(SceneParameters scene, string key, string value)
    {
        if (!Numbers.TryGetValue(key, out var number))
            throw new FormatException(
                $"unknown simulation key '{key}'; known are seed, label, nodes, zum, xyum, {string.Join(", ", Numbers.Keys)}"
            );
        if (
            !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed)
            || !(parsed >= number.Least && parsed <= number.Most)
            || (number.Whole && parsed != Math.Floor(parsed))
        )
            throw new FormatException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"simulation value {key}={value}: must be a {(number.Whole ? "whole " : "")}number from "
                        + $"{number.Least} to {number.Most}; write for example {key}={number.Least}"
                )
            );
        return number.Set(scene, parsed);
    }

    private static CellLabel LabelOf(string value) =>
        value switch
        {
            "nucleus" => CellLabel.Nucleus,
            "membrane" => CellLabel.Membrane,
            _ => throw new FormatException($"simulation value label={value}: must be nucleus or membrane; write for example label=nucleus"),
        };

    private sealed record Number(double Least, double Most, bool Whole, Func<SceneParameters, double, SceneParameters> Set);
}
