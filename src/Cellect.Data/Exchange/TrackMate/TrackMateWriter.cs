using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;

namespace Cellect.Data.Exchange.TrackMate;

/// <summary>
/// Writes the XML that TrackMate and Mastodon's importer open. A spot is a row of the table, its id the number of the row; a track of
/// TrackMate is a family: cells that are joined by links. Places are in micrometres.
/// </summary>
internal static class TrackMateWriter
{
    private const string Version = "7.11.1";

    private static readonly (string Name, string Text, string Dimension, bool IsInteger)[] Spots =
    [
        ("QUALITY", "Quality", "QUALITY", false),
        ("POSITION_X", "X", "POSITION", false),
        ("POSITION_Y", "Y", "POSITION", false),
        ("POSITION_Z", "Z", "POSITION", false),
        ("POSITION_T", "T", "TIME", false),
        ("FRAME", "Frame", "NONE", true),
        ("RADIUS", "Radius", "LENGTH", false),
        ("VISIBILITY", "Visibility", "NONE", true),
        ("CELLECT_TRACK", "Cellect track", "NONE", true),
        ("CELLECT_DIVISION", "Probability of a division", "NONE", false),
        ("CELLECT_LINK", "Probability of the link", "NONE", false),
    ];

    private static readonly (string, string, string, bool)[] Edges =
    [
        ("SPOT_SOURCE_ID", "Source spot ID", "NONE", true),
        ("SPOT_TARGET_ID", "Target spot ID", "NONE", true),
        ("LINK_COST", "Link cost", "COST", false),
    ];

    private static readonly (string, string, string, bool)[] Tracks =
    [
        ("TRACK_INDEX", "Track index", "NONE", true),
        ("TRACK_ID", "Track ID", "NONE", true),
    ];

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, TrackSet tracks)
    {
        var origins = TrackEdges.Origins(tracks.Rows);
        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true, IndentChars = " " });
        xml.WriteStartElement("TrackMate");
        xml.WriteAttributeString("version", Version);
        xml.WriteElementString("Log", Legible(ProvenanceFile.Of(tracks)));
        xml.WriteStartElement("Model");
        xml.WriteAttributeString("spatialunits", "micron");
        xml.WriteAttributeString("timeunits", tracks.Interval is null ? "frame" : "sec");
        Declare(xml);
        WriteSpots(xml, tracks);
        WriteTracks(xml, tracks, origins);
        xml.WriteEndElement();
        WriteSettings(xml, tracks);
        xml.WriteEndElement();
    }

    private static string Legible(JsonObject provenance) => string.Concat(provenance.ToJsonString().Where(XmlConvert.IsXmlChar));

    private static void Declare(XmlWriter xml)
    {
        xml.WriteStartElement("FeatureDeclarations");
        Declare(xml, "SpotFeatures", Spots);
        Declare(xml, "EdgeFeatures", Edges);
        Declare(xml, "TrackFeatures", Tracks);
        xml.WriteEndElement();
    }

    private static void Declare(XmlWriter xml, string kind, (string Name, string Text, string Dimension, bool IsInteger)[] features)
    {
        xml.WriteStartElement(kind);
        foreach (var (name, text, dimension, isInteger) in features)
        {
            xml.WriteStartElement("Feature");
            xml.WriteAttributeString("feature", name);
            xml.WriteAttributeString("name", text);
            xml.WriteAttributeString("shortname", text);
            xml.WriteAttributeString("dimension", dimension);
            xml.WriteAttributeString("isint", isInteger ? "true" : "false");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteSpots(XmlWriter xml, TrackSet tracks)
    {
        var (rows, step) = (tracks.Rows, tracks.Interval?.TotalSeconds ?? 1);
        xml.WriteStartElement("AllSpots");
        xml.WriteAttributeString("nspots", Text(rows.Count));
        for (var row = 0; row < rows.Count; row++)
        {
            var (t, cell) = rows[row];
            if (row == 0 || rows[row - 1].T != t)
            {
                if (row > 0)
                    xml.WriteEndElement();
                xml.WriteStartElement("SpotsInFrame");
                xml.WriteAttributeString("frame", Text(t));
            }

            xml.WriteStartElement("Spot");
            xml.WriteAttributeString("ID", Text(row));
            xml.WriteAttributeString("name", $"{Text(cell.Track)}");
            Real("QUALITY", cell.Score);
            Real("POSITION_X", cell.X * tracks.Voxel.X);
            Real("POSITION_Y", cell.Y * tracks.Voxel.Y);
            Real("POSITION_Z", cell.Z * tracks.Voxel.Z);
            Real("POSITION_T", t * step);
            xml.WriteAttributeString("FRAME", Text(t));
            Real("RADIUS", cell.Radius * tracks.Voxel.X);
            xml.WriteAttributeString("VISIBILITY", "1");
            xml.WriteAttributeString("CELLECT_TRACK", Text(cell.Track));
            Real("CELLECT_DIVISION", cell.Division);
            Real("CELLECT_LINK", cell.Link);
            xml.WriteEndElement();
        }

        if (rows.Count > 0)
            xml.WriteEndElement();
        xml.WriteEndElement();

        void Real(string name, double value) => xml.WriteAttributeString(name, Number(value));
    }

    /// <summary>A family with a link is a track; one spot alone is a spot and no more.</summary>
    private static void WriteTracks(XmlWriter xml, TrackSet tracks, int[] origins)
    {
        var lineages = TrackEdges.Lineages(origins);
        var families = Enumerable
            .Range(0, origins.Length)
            .Where(row => origins[row] != TrackEdges.None)
            .GroupBy(row => lineages[row])
            .OrderBy(family => family.Key)
            .ToList();
        xml.WriteStartElement("AllTracks");
        for (var index = 0; index < families.Count; index++)
        {
            xml.WriteStartElement("Track");
            xml.WriteAttributeString("name", "Track_" + Text(families[index].Key));
            xml.WriteAttributeString("TRACK_ID", Text(families[index].Key));
            xml.WriteAttributeString("TRACK_INDEX", Text(index));
            foreach (var row in families[index])
            {
                xml.WriteStartElement("Edge");
                xml.WriteAttributeString("SPOT_SOURCE_ID", Text(origins[row]));
                xml.WriteAttributeString("SPOT_TARGET_ID", Text(row));
                xml.WriteAttributeString("LINK_COST", Number(1.0 - tracks.Rows[row].Cell.Link));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("FilteredTracks");
        foreach (var family in families)
        {
            xml.WriteStartElement("TrackID");
            xml.WriteAttributeString("TRACK_ID", Text(family.Key));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteSettings(XmlWriter xml, TrackSet tracks)
    {
        var extent = tracks.Extent;
        xml.WriteStartElement("Settings");
        xml.WriteStartElement("ImageData");
        xml.WriteAttributeString("filename", "");
        xml.WriteAttributeString("folder", "");
        xml.WriteAttributeString("width", Text(extent.X));
        xml.WriteAttributeString("height", Text(extent.Y));
        xml.WriteAttributeString("nslices", Text(extent.Z));
        xml.WriteAttributeString("nframes", Text(tracks.Frames));
        xml.WriteAttributeString("pixelwidth", Number(tracks.Voxel.X));
        xml.WriteAttributeString("pixelheight", Number(tracks.Voxel.Y));
        xml.WriteAttributeString("voxeldepth", Number(tracks.Voxel.Z));
        xml.WriteAttributeString("timeinterval", Number(tracks.Interval?.TotalSeconds ?? 1));
        xml.WriteEndElement();
        xml.WriteStartElement("InitialSpotFilter");
        xml.WriteAttributeString("feature", "QUALITY");
        xml.WriteAttributeString("value", "0.0");
        xml.WriteAttributeString("isabove", "true");
        xml.WriteEndElement();
        xml.WriteElementString("SpotFilterCollection", "");
        xml.WriteElementString("TrackFilterCollection", "");
        xml.WriteEndElement();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    // Every attribute must parse as a number in Java: its words for infinity are others than ours.
    private static string Number(double value) => (double.IsFinite(value) ? value : 0).ToString("R", CultureInfo.InvariantCulture);
}
