using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Cellect.Data.Csv;
using Cellect.Data.Volumes;

namespace Cellect.Data.Exchange.TrackMate;

/// <summary>Reads a file of TrackMate or of Mastodon's exporter: the visible spots, and the links of the tracks that are shown.</summary>
internal sealed class TrackMateReader
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    private readonly string _path;
    private readonly List<Spot> _spots = [];
    private readonly Dictionary<int, List<(int Source, int Target)>> _tracks = [];
    private HashSet<int>? _shown;
    private JsonObject? _ours;
    private string _unit = "pixel";
    private VoxelSize? _voxel;

    private readonly record struct Spot(int Id, int Frame, double Z, double Y, double X)
    {
        public double Radius { get; init; }
        public double Quality { get; init; }
        public double Division { get; init; }
        public double Link { get; init; }
        public int Track { get; init; }
    }

    private TrackMateReader(string path) => _path = path;

    /// <summary>Reads the tracks.</summary>
    /// <param name="path">The file.</param>
    /// <param name="voxel">Extent of a voxel, where the file does not say it.</param>
    /// <exception cref="InvalidInputException">Not such a file; the message says what is wrong.</exception>
    public static TrackSet Read(string path, VoxelSize? voxel)
    {
        var reader = new TrackMateReader(path);
        try
        {
            reader.Parse();
        }
        catch (XmlException e)
        {
            throw new InvalidInputException($"{path}: {e.Message}");
        }

        return reader.Tracks(voxel);
    }

    private void Parse()
    {
        // A file may come from anywhere: nothing outside it is read.
        using var xml = XmlReader.Create(_path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var track = 0;
        if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "TrackMate")
            throw Bad($"its first element is '{xml.Name}', not 'TrackMate'");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.Name)
            {
                case "Log":
                    _ours = Provenance(xml.ReadString());
                    break;
                case "Model":
                    _unit = xml.GetAttribute("spatialunits") ?? "pixel";
                    break;
                case "Spot":
                    AddSpot(xml);
                    break;
                case "Track":
                    track = Integer(xml, "TRACK_ID");
                    _tracks.TryAdd(track, []);
                    break;
                case "Edge":
                    if (!_tracks.TryGetValue(track, out var edges))
                        throw Bad("an Edge stands outside a Track");
                    edges.Add((Integer(xml, "SPOT_SOURCE_ID"), Integer(xml, "SPOT_TARGET_ID")));
                    break;
                case "FilteredTracks":
                    _shown = [];
                    break;
                case "TrackID":
                    _shown?.Add(Integer(xml, "TRACK_ID"));
                    break;
                case "ImageData":
                    var size = new VoxelSize(Real(xml, "voxeldepth", 0), Real(xml, "pixelheight", 0), Real(xml, "pixelwidth", 0));
                    _voxel = size.IsValid ? size : null;
                    break;
            }
        }
    }

    private void AddSpot(XmlReader xml)
    {
        if (Real(xml, "VISIBILITY", 1) == 0)
            return;
        var frame = Real(xml, "FRAME", null);
        if (frame < 0 || frame > int.MaxValue || frame != Math.Floor(frame))
            throw Bad($"FRAME of spot {Integer(xml, "ID")} is {frame}; must be a whole number from 0");
        _spots.Add(
            new Spot(
                Integer(xml, "ID"),
                (int)frame,
                Real(xml, "POSITION_Z", 0),
                Real(xml, "POSITION_Y", null),
                Real(xml, "POSITION_X", null)
            )
            {
                Radius = Math.Max(0, Real(xml, "RADIUS", 0)),
                Quality = Real(xml, "QUALITY", 1),
                Division = Real(xml, "CELLECT_DIVISION", 0),
                Link = Real(xml, "CELLECT_LINK", 1),
                Track = xml.GetAttribute("CELLECT_TRACK") is null ? 0 : Integer(xml, "CELLECT_TRACK"),
            }
        );
    }

    private TrackSet Tracks(VoxelSize? named)
    {
        var size = named ?? Described.Voxel(_ours) ?? InMicrometres() ?? throw Described.NoVoxel(_path);
        var spots = Visible();
        var rowOf = new Dictionary<int, int>(spots.Count);
        for (var i = 0; i < spots.Count; i++)
            if (!rowOf.TryAdd(spots[i].Id, i))
                throw Bad($"spot {spots[i].Id} is there twice");
        var tracks = new TrackAssembler([.. spots.Select(Cell)], i => $"{_path}: spot {spots[i].Id}");
        foreach (var (track, edges) in _tracks)
            if (_shown?.Contains(track) ?? true)
                foreach (var (source, target) in edges)
                    tracks.Link(Row(source, track), Row(target, track));
        return Described.Tracks(_path, tracks.Build(), size, _ours);

        int Row(int id, int track) =>
            rowOf.TryGetValue(id, out var row)
                ? row
                : throw Bad($"track {track} has an edge to spot {id}, which is not there or not visible");

        ReadCell Cell(Spot spot)
        {
            var unit = Units.Micrometres(_unit);
            return new ReadCell(
                spot.Frame,
                (float)Voxels(spot.Z, size.Z),
                (float)Voxels(spot.Y, size.Y),
                (float)Voxels(spot.X, size.X),
                spot.Track
            )
            {
                Radius = (float)Voxels(spot.Radius, size.X),
                // The quality of other detectors is no probability.
                Score = _ours is null ? 1 : (float)spot.Quality,
                Division = (float)spot.Division,
                Link = (float)spot.Link,
            };

            // Divided, not multiplied: what was a voxel comes back to the last bit.
            double Voxels(double place, double voxel) => unit is { } length ? (length == 1 ? place : place * length) / voxel : place;
        }
    }

    // A model in pixels has a pixel width of 1, whatever the image: that tells nothing.
    private VoxelSize? InMicrometres() =>
        _voxel is { } voxel && Units.Micrometres(_unit) is { } unit ? new VoxelSize(voxel.Z * unit, voxel.Y * unit, voxel.X * unit) : null;

    /// <summary>The spots but those of tracks that the user has hidden.</summary>
    private List<Spot> Visible()
    {
        if (_shown is null)
            return _spots;
        var hidden = _tracks
            .Where(track => !_shown.Contains(track.Key))
            .SelectMany(track => track.Value)
            .SelectMany(edge => new[] { edge.Source, edge.Target })
            .ToHashSet();
        return _spots.FindAll(spot => !hidden.Contains(spot.Id));
    }

    private static JsonObject? Provenance(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonNode.Parse(text, documentOptions: Once) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private int Integer(XmlReader xml, string name) =>
        int.TryParse(xml.GetAttribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Bad($"{name} of a {xml.Name} is '{xml.GetAttribute(name)}', not a whole number");

    private double Real(XmlReader xml, string name, double? absent)
    {
        var text = xml.GetAttribute(name);
        if (text is null && absent is { } value)
            return value;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Bad($"{name} of a {xml.Name} is '{text}', not a finite number");
    }

    private InvalidInputException Bad(string what) => new($"{_path}: {what}");
}
