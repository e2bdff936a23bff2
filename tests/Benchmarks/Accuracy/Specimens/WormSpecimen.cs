using System.Globalization;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>The lineage of the Cell Tracking Challenge's CE01, rendered like confocal images of a C. elegans embryo.</summary>
internal static class WormSpecimen
{
    /// <summary>Frames that count: later ones crowd so much that the published truth itself is in doubt.</summary>
    private const int AllFrames = 190;

    /// <summary>Radius of the nuclei before the embryo has four cells, µm; later ones follow from the room there is (0.34 of the distance
    /// to their neighbours).</summary>
    private const double LargestRadius = 3.5;

    // Brightness 1 is a typical nucleus of the first frame. Later nuclei are smaller and lose light to the point spread and to bleaching:
    // with 245 photons their centres have 200 to 300 of them (median of a frame, 325 to 210), background included, and the background 60,
    // less with depth.
    private const string Light =
        "photons=245&background=0.245&haze=0.08&attenuation=0.3&bleaching=0.0005&readnoise=3&gain=1&offset=100"
        + "&brightnessspread=0.12&texture=0.2&jitter=0.3&interval=60";

    /// <summary>A source that renders it.</summary>
    /// <param name="data">Folder of the data sets.</param>
    /// <param name="columnMicrometres">Distance of columns, µm; slices are 1 µm apart.</param>
    /// <param name="frames">Most frames; null: all.</param>
    public static RenderedSpecimen Open(string data, double columnMicrometres, int? frames) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"ce01-{columnMicrometres}um"),
            Scene(data, columnMicrometres, Math.Min(frames ?? AllFrames, AllFrames)),
            distanceMicrometres: 3
        );

    private static string Scene(string data, double column, int frames) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"lineage?nodes={Uri.EscapeDataString(Path.Combine(data, "ce01_tracks", "nodes.csv"))}"
                + $"&zum=1&xyum=0.09&um={column}&anisotropy={1 / column}"
                + $"&frames={frames}&z=35&y={(int)(46 / column)}&x={(int)(62 / column)}&radius={LargestRadius / column}"
                + $"&psfxy={0.2 / column}&psfz=0.9&{Light}"
        );
}
