using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Triggers.WhatIf;

/// <summary>A recording as the tracked frames that the pipeline had made: what rules evaluate is in the tables to the last bit.</summary>
/// <param name="directory">Folder that holds <c>tracks.csv</c>, <c>frames.csv</c> and <c>session.json</c>.</param>
internal sealed class RecordedSession(string directory)
{
    private readonly JsonObject _session = ReadSession(directory);

    /// <summary>Its folder.</summary>
    public string Folder => directory;

    /// <summary>Name of the series.</summary>
    public string Series => _session["series"]?.GetValue<string>() ?? "";

    /// <summary>Extent of a voxel.</summary>
    public VoxelSize Voxel => Three("voxel_um") is [var z, var y, var x] ? new VoxelSize(z, y, x) : throw Missing("voxel_um");

    /// <summary>Channels whose tracks were recorded, in the order of their frames; at least one.</summary>
    public IReadOnlyList<int> Channels => Populations.Count > 0 ? [.. Populations.Select(population => population.Channel)] : [Header().C];

    /// <summary>A section of the options that were in force; null: the recording does not tell.</summary>
    /// <param name="section">Its name.</param>
    public JsonNode? Options(string section) => (_session["options"] as JsonObject)?[section];

    /// <summary>The populations, in the order of their frames.</summary>
    public IReadOnlyList<Population> Populations => RecordedPopulations.Of(directory);

    /// <summary>Whether the session confirmed its divisions (<c>Model:Linker:Confirm</c>).</summary>
    public bool Confirms => Confirm((Options("Model") as JsonObject)?["Linker"]);

    /// <summary>The frames, in the order of time; of several populations one after another.</summary>
    /// <exception cref="InvalidDataException">The tables contradict each other, or session.json lacks what is needed.</exception>
    public IEnumerable<TrackedFrame> Read()
    {
        var first = Header();
        var known = new HashSet<int>();
        var reader = new RecordingReader(directory);
        var states = Channels.ToDictionary(channel => channel, StateAtFirst);
        var outcomes = reader.Outcomes().ToLookup(known => (known.KnownT, known.Population), known => known.Outcome);
        foreach (var (row, cells) in reader.Read())
        {
            var header = first with
            {
                T = row.T,
                C = row.Population,
                Seq = row.Seq,
                ExposureEndNs = row.Stamps.ExposureEndNs,
                ReceivedNs = row.Stamps.ReceivedNs,
                AssembledNs = row.Stamps.AssembledNs,
                Incomplete = row.Incomplete,
                Recorded = row.Recorded,
            };
            yield return new TrackedFrame
            {
                Header = header,
                TimeStep = row.TimeStep,
                Stamps = row.Stamps,
                Cells = cells,
                Divisions = [.. Divisions(cells, known).Select(division => division with { State = states[row.Population] })],
                Outcomes = [.. outcomes[(row.T, row.Population)]],
            };
        }
    }

    /// <summary>What a population's divisions were told as.</summary>
    private DivisionState StateAtFirst(int channel)
    {
        var own = (Options("Populations") as JsonArray)?.OfType<JsonObject>().FirstOrDefault(told => Whole(told["Channel"]) == channel);
        return (own?["Linker"] is { } linker ? Confirm(linker) : Confirms) ? DivisionState.Likely : DivisionState.Told;
    }

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int whole) ? whole : null;

    private static bool Confirm(JsonNode? linker) =>
        linker is JsonObject told && told["Confirm"] is JsonValue confirm && confirm.TryGetValue(out bool confirms) && confirms;

    /// <summary>The divisions of a frame: tracks seen for the first time, two with one mother.</summary>
    private static List<Division> Divisions(IReadOnlyList<TrackedCell> cells, HashSet<int> known)
    {
        var waiting = new Dictionary<int, TrackedCell>();
        var divisions = new List<Division>();
        foreach (var cell in cells)
        {
            if (!known.Add(cell.Track) || cell.Parent < 0)
                continue;
            if (waiting.Remove(cell.Parent, out var first))
                divisions.Add(
                    new Division(
                        cell.Parent,
                        first.Track,
                        cell.Track,
                        (first.Z + cell.Z) / 2,
                        (first.Y + cell.Y) / 2,
                        (first.X + cell.X) / 2,
                        MathF.Sqrt(first.Division * cell.Division)
                    )
                );
            else
                waiting.Add(cell.Parent, cell);
        }

        return divisions;
    }

    private VolumeHeader Header()
    {
        var shape = Three("shape") ?? throw Missing("shape");
        var origin = Three("origin_um");
        return new VolumeHeader
        {
            Series = Series,
            T = 0,
            C = _session["channel"] is JsonValue channel && channel.TryGetValue(out int c) ? c : 0,
            Shape = new VolumeShape((int)shape[0], (int)shape[1], (int)shape[2]),
            Type = VoxelType.UInt16,
            VoxelMicrometres = Voxel,
            OriginMicrometres = origin is [var z, var y, var x] ? (z, y, x) : null,
        };
    }

    private double[]? Three(string key)
    {
        try
        {
            return _session[key] is JsonArray { Count: 3 } array ? [.. array.Select(value => value!.GetValue<double>())] : null;
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or NullReferenceException)
        {
            throw Missing(key);
        }
    }

    private InvalidDataException Missing(string key) =>
        new($"{Path.Combine(directory, SessionFile.FileName)} has no {key} of three numbers (z,y,x)");

    private static JsonObject ReadSession(string directory)
    {
        var path = Path.Combine(directory, SessionFile.FileName);
        if (!File.Exists(path))
            throw new FileNotFoundException(
                $"'{directory}' is no recording: there is no {SessionFile.FileName} in it; name a folder that cellect "
                    + $"run, track or demo recorded to"
            );
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject ?? throw new InvalidDataException($"{path} is not a JSON object");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
