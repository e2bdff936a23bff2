using System.Globalization;

namespace Cellect.Data.TiffFiles;

/// <summary>The lines <c>SI.key = value</c> that ScanImage writes into the Software tag of the first page.</summary>
/// <param name="Slices">Slices of a volume that are kept.</param>
/// <param name="Flyback">Pages after each volume while the objective flies back: they are left out.</param>
/// <param name="Channels">Channels saved.</param>
/// <param name="Interval">Time between volumes; null when not said.</param>
internal sealed record ScanImageHeader(int Slices, int Flyback, int Channels, TimeSpan? Interval)
{
    /// <returns>Null when the file is not ScanImage's.</returns>
    public static ScanImageHeader? Find(TiffFile file)
    {
        if (!file.Software.Contains("SI.hStackManager.", StringComparison.Ordinal))
            return null;
        var values = new Dictionary<string, string>();
        foreach (var line in file.Software.Split('\n', StringSplitOptions.TrimEntries))
            if (line.IndexOf('=') is > 0 and var at)
                values[line[..at].Trim()] = line[(at + 1)..].Trim();
        var slices = Number("SI.hStackManager.actualNumSlices") ?? Number("SI.hStackManager.numSlices") ?? 1;
        var flies = values.GetValueOrDefault("SI.hFastZ.enable", "true") is not ("false" or "0");
        var rate = Number("SI.hRoiManager.scanVolumeRate");
        return new ScanImageHeader(
            (int)Math.Max(1, slices),
            flies ? (int)Math.Max(0, Number("SI.hFastZ.numDiscardFlybackFrames") ?? 0) : 0,
            Math.Max(1, Count(values.GetValueOrDefault("SI.hChannels.channelSave", "1"))),
            rate > 0 ? TimeSpan.FromSeconds(1 / rate.Value) : null
        );

        double? Number(string key) =>
            values.TryGetValue(key, out var text)
            && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && number is >= 0 and < 1e6
                ? number
                : null;
    }

    /// <summary>Channel fastest, then slice and flyback, then time.</summary>
    public TiffAxes Axes(int pages)
    {
        var perVolume = checked((Slices + Flyback) * Channels);
        var frames = Math.Max(1, (pages + Flyback * Channels) / perVolume);
        var places = new int[checked(frames * Channels * Slices)];
        for (var t = 0; t < frames; t++)
        for (var c = 0; c < Channels; c++)
        for (var z = 0; z < Slices; z++)
        {
            var page = t * perVolume + z * Channels + c;
            places[(t * Channels + c) * Slices + z] = page < pages ? page : -1;
        }

        return new TiffAxes(frames, Slices, Channels, $"ScanImage{(Flyback > 0 ? $", {Flyback} flyback pages left out" : "")}", places);
    }

    // MATLAB writes 1, [1 2] or [1;2].
    private static int Count(string list) =>
        list.Split([' ', ';', ',', '[', ']'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
}
