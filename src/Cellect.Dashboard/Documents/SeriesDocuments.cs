using System.Text.Json;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Dashboard.Documents;

/// <summary>The documents of a series: frame, curves, divisions, pictures.</summary>
internal static class SeriesDocuments
{
    /// <summary>Kinds of documents; a picture's is followed by its channel.</summary>
    public const string Frame = "frame",
        Curves = "curves",
        Divisions = "divisions",
        Picture = "picture-";

    /// <summary>Cells of a frame that are sent at most, the surest.</summary>
    public const int MostCells = 4000;

    /// <summary>The cells of a frame, in voxels of the source.</summary>
    public static void WriteFrame(Utf8JsonWriter json, TrackedFrame frame, IReadOnlyList<Population> populations)
    {
        var cells = Shown(frame);
        json.WriteString("series", frame.Header.Series);
        json.WriteNumber("t", frame.Header.T);
        WriteExtent(json, frame.Header);
        json.WriteNumber("found", frame.Cells.Count);
        JsonColumns.Write(json, "track", cells, cell => cell.Cell.Track);
        JsonColumns.Write(json, "z", cells, cell => cell.Cell.Z, 1);
        JsonColumns.Write(json, "y", cells, cell => cell.Cell.Y, 1);
        JsonColumns.Write(json, "x", cells, cell => cell.Cell.X, 1);
        JsonColumns.Write(json, "radius", cells, cell => cell.Cell.Radius, 1);
        if (populations.Count < 2)
            return;
        JsonColumns.Write(json, "population", cells, cell => cell.Population);
        json.WriteStartArray("populations");
        foreach (var population in populations)
        {
            json.WriteStartObject();
            json.WriteNumber("channel", population.Channel);
            json.WriteString("name", population.Name);
            json.WriteString("color", population.Color);
            json.WriteNumber("cells", frame.Parts.Where(part => part.Population == population.Channel).Sum(part => part.Cells));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static (TrackedCell Cell, int Population)[] Shown(TrackedFrame frame)
    {
        var cells = frame.Cells.Select((cell, i) => (Cell: cell, Population: frame.PopulationOf(i)));
        return [.. frame.Cells.Count <= MostCells ? cells : cells.OrderByDescending(shown => shown.Cell.Score).Take(MostCells)];
    }

    /// <summary>The figures over time.</summary>
    public static void WriteCurves(Utf8JsonWriter json, CurvePoint[] points)
    {
        JsonColumns.Write(json, "t", points, point => point.T);
        JsonColumns.Write(json, "time", points, point => point.UnixSeconds > 0 ? point.UnixSeconds : null, 1);
        JsonColumns.Write(json, "cells", points, point => point.Cells);
        JsonColumns.Write(json, "divisions", points, point => point.Divisions);
        JsonColumns.Write(json, "latency", points, point => point.Milliseconds, 1);
    }

    /// <summary>The newest divisions, in voxels of the source.</summary>
    public static void WriteDivisions(Utf8JsonWriter json, VolumeHeader header, (int T, Division Division)[] divisions, int total)
    {
        json.WriteNumber("total", total);
        WriteExtent(json, header);
        JsonColumns.Write(json, "t", divisions, entry => entry.T);
        JsonColumns.Write(json, "mother", divisions, entry => entry.Division.Mother);
        JsonColumns.Write(json, "first", divisions, entry => entry.Division.FirstDaughter);
        JsonColumns.Write(json, "second", divisions, entry => entry.Division.SecondDaughter);
        JsonColumns.Write(json, "z", divisions, entry => entry.Division.Z, 1);
        JsonColumns.Write(json, "y", divisions, entry => entry.Division.Y, 1);
        JsonColumns.Write(json, "x", divisions, entry => entry.Division.X, 1);
        JsonColumns.Write(json, "probability", divisions, entry => entry.Division.Probability, 2);
        JsonColumns.Write(json, "state", divisions, entry => (int)entry.Division.State);
    }

    /// <summary>A picture.</summary>
    public static void WritePicture(Utf8JsonWriter json, Picture picture)
    {
        json.WriteNumber("channel", picture.Channel);
        json.WriteNumber("t", picture.T);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        JsonColumns.Write(json, "low", picture.Low, 2);
        JsonColumns.Write(json, "high", picture.High, 2);
        json.WriteBase64String("jpeg", picture.Jpeg);
    }

    private static void WriteExtent(Utf8JsonWriter json, VolumeHeader header)
    {
        json.WriteStartArray("shape");
        foreach (var side in new[] { header.Shape.Z, header.Shape.Y, header.Shape.X })
            json.WriteNumberValue(side);
        json.WriteEndArray();
        json.WriteStartArray("voxel");
        foreach (var side in new[] { header.VoxelMicrometres.Z, header.VoxelMicrometres.Y, header.VoxelMicrometres.X })
            json.WriteNumberValue((decimal)side);
        json.WriteEndArray();
        json.WriteBoolean("assumed", header.VoxelIsAssumed);
    }
}
