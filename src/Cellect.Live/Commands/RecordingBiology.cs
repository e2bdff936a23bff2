using System.Text.Json;
using Cellect.Analysis.Biology;
using Cellect.Analysis.Tables;
using Cellect.Data.Recordings;
using Cellect.Data.Regions;
using Cellect.Data.Settings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Reports.Biology;
using Cellect.Triggers.WhatIf;

namespace Cellect.Live.Commands;

/// <summary>The analysis of a recording: by the code, the options and the regions of the session, so that its numbers are those that were
/// told live.</summary>
internal sealed class RecordingBiology
{
    private readonly RecordedSession _session;
    private readonly AnalysisOptions _options;
    private readonly IReadOnlyList<Region> _regions;
    private readonly string? _images;
    private readonly Dictionary<int, FixedPlaces> _fixed = [];

    /// <summary>Reads everything but the frames.</summary>
    /// <param name="folder">Folder of the recording.</param>
    /// <param name="regions">File of the regions; null: those that the recording was counted with.</param>
    /// <param name="intervalSeconds">Time between two time points where the recording tells none; null: what the session had.</param>
    /// <param name="images">Source of the volumes that traces are read from; null: no traces.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not as it should be; the message names it.</exception>
    public RecordingBiology(string folder, string? regions, double? intervalSeconds, string? images = null)
    {
        (Folder, _images) = (folder, images);
        _session = new RecordedSession(folder);
        _options = Options(_session, folder, intervalSeconds, images is not null);
        var counted = Path.Combine(folder, BiologyFiles.Regions);
        _regions =
            regions is not null ? RegionFile.Read(regions)
            : File.Exists(counted) ? RegionFile.Read(counted)
            : [];
    }

    /// <summary>Folder of the recording.</summary>
    public string Folder { get; }

    /// <summary>Analyses all frames and writes the tables.</summary>
    /// <param name="directory">Where to; made if it is not there.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="InvalidDataException">The recording has no frame, or its tables contradict each other.</exception>
    public RecordingFindings Analyse(string directory)
    {
        using var frames = _session.Read().GetEnumerator();
        if (!frames.MoveNext())
            throw new InvalidDataException($"'{Folder}': no frame has been recorded; there is nothing to analyse");
        var analysis = new SeriesAnalysis(_session.Channels, _options, _regions);
        Directory.CreateDirectory(directory);
        using var tables = new BiologyWriter(directory, FileMode.Create, _options.Traces, analysis.HasInteractions);
        using var volumes = _images is null ? null : new VolumeFeed(_images, frames.Current.Header);
        var findings = RecordingFindings.Collect(analysis, Written(frames, analysis, tables, volumes), tables.Write);
        findings.Names = RecordedPopulations.Of(Folder).ToDictionary(population => population.Channel, population => population.Name);
        foreach (var (channel, places) in _fixed)
            findings.Populations[channel].AtFirstPlaces = places.Traces;
        return findings;
    }

    private IEnumerable<(VolumeHeader, AnalysedFrame)> Written(
        IEnumerator<TrackedFrame> frames,
        SeriesAnalysis analysis,
        BiologyWriter tables,
        VolumeFeed? volumes
    )
    {
        foreach (var frame in Confirmed(frames))
        {
            var header = frame.Header;
            using var volume = volumes?.At(header.T, header.C);
            var found = analysis.Advance(frame, volume);
            tables.Write(found);
            if (volume is not null)
                AtFirstPlaces(header.C).Add(frame, volume, found.Biology.Seconds);
            yield return (header, found);
        }
    }

    // As the service does, so that the numbers are the same.
    private IEnumerable<TrackedFrame> Confirmed(IEnumerator<TrackedFrame> frames)
    {
        var waiting = new ConfirmedFrames<bool>(_session.Channels.Count);
        do foreach (var (frame, _) in waiting.Push(frames.Current, true))
            yield return frame!;
        while (frames.MoveNext());
        foreach (var (frame, _) in waiting.Flush())
            yield return frame!;
    }

    private FixedPlaces AtFirstPlaces(int channel) =>
        _fixed.TryGetValue(channel, out var places) ? places : _fixed[channel] = new FixedPlaces(channel, _options.ForTraces());

    private static AnalysisOptions Options(RecordedSession session, string folder, double? intervalSeconds, bool traces)
    {
        AnalysisOptions? told;
        try
        {
            told = session.Options("Analysis").Deserialize<AnalysisOptions>(JsonText.Indented);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Path.Combine(folder, SessionFile.FileName)}, options.Analysis: {e.Message}", e);
        }

        var options = told ?? new AnalysisOptions();
        return new AnalysisOptions
        {
            AssumedIntervalSeconds = intervalSeconds ?? options.AssumedIntervalSeconds,
            ArrestMicrometresPerMinute = options.ArrestMicrometresPerMinute,
            MigratoryMinutes = options.MigratoryMinutes,
            MigratoryMicrometres = options.MigratoryMicrometres,
            Traces = traces,
            TraceRadii = options.TraceRadii,
            SubtractBackground = options.SubtractBackground,
            BaselineFrames = options.BaselineFrames,
            ContactMicrometres = options.ContactMicrometres,
            ContactFrames = options.ContactFrames,
            EngulfedFrames = options.EngulfedFrames,
        };
    }
}
