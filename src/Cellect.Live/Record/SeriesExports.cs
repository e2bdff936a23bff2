using System.Globalization;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Recordings;
using Cellect.Live.Logging;
using Microsoft.Extensions.Logging;

namespace Cellect.Live.Record;

/// <summary>Writes the tracks of each recording that is over for other programs, off the way of the frames.</summary>
/// <param name="formats">In which formats; none: nothing is written.</param>
/// <param name="log">Gets what was written and trouble.</param>
internal sealed class SeriesExports(IReadOnlyList<TrackFormat> formats, ILogger log)
{
    /// <summary>Folder of the exports within a recording.</summary>
    public const string FolderName = "exports";

    private Task _work = Task.CompletedTask;

    /// <summary>What a person must know; null: all is well.</summary>
    public string? Alert { get; private set; }

    /// <summary>Begins to write the exports of a recording, after those before.</summary>
    public void Begin(string recording)
    {
        if (formats.Count > 0)
            _work = _work.ContinueWith(_ => Write(recording), TaskScheduler.Default);
    }

    /// <summary>Waits for the exports that have begun.</summary>
    public Task FinishAsync() => _work;

    private void Write(string recording)
    {
        var populations = RecordedPopulations.Of(recording);
        if (populations.Count <= 1)
            Write(recording, null);
        foreach (var population in populations.Count > 1 ? populations : [])
            Write(recording, population.Channel);
    }

    /// <summary>Of several populations each has files of its own.</summary>
    private void Write(string recording, int? population)
    {
        TrackSet? tracks = null;
        foreach (var format in formats)
        {
            var path = PathOf(recording, format, population);
            try
            {
                TrackFormats.Write(tracks ??= EditedTracks.Confirmed(recording, population), format, path);
                Log.Exported(log, format, path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or InvalidInputException)
            {
                Alert = $"the tracks could not be written as {format}: {e.Message}";
                Log.ExportFailed(log, format, path, e.Message);
            }
        }
    }

    private static string PathOf(string recording, TrackFormat format, int? population)
    {
        var image = Path.Combine(recording, VolumeStore.ImageName);
        if (format == TrackFormat.OmeZarrLabels && population is null && Directory.Exists(image))
            return image;
        return Path.Combine(
            recording,
            FolderName,
            population is { } channel ? string.Create(CultureInfo.InvariantCulture, $"population-{channel}") : "",
            format switch
            {
                TrackFormat.Geff => "tracks.geff",
                TrackFormat.TrackMate => "tracks.xml",
                TrackFormat.Ctc => "ctc",
                TrackFormat.OmeZarrLabels => "labels.ome.zarr",
                TrackFormat.Napari => "napari",
                _ => "tracks.csv",
            }
        );
    }
}
