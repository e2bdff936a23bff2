using System.Globalization;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation.Spleen;

/// <summary>The truth of the spleen as tables in a folder: <c>cells.csv</c>, <c>engulfments.csv</c>, <c>contacts.csv</c>,
/// <c>states.csv</c>.</summary>
public static class SpleenTables
{
    /// <summary>Writes the tables; existing ones are replaced.</summary>
    /// <param name="folder">Where to; made if missing.</param>
    /// <param name="truth">The truth.</param>
    /// <param name="lastT">Last time point to write.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(string folder, SpleenTruth truth, int lastT)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "cells.csv", "population,t,z,y,x,id,parent,cell,radius", truth.Cells.Where(row => row.Node.T <= lastT), row =>
            Row(row.Population, row.Cell, row.Node)
        );
        Write(folder, "engulfments.csv", "t,bacterium,taker,taker_population", truth.Engulfments.Where(row => row.T <= lastT), row =>
            $"{row.T},{row.Bacterium},{row.Taker},{row.TakerPopulation}"
        );
        Write(
            folder,
            "contacts.csv",
            "first,last,bacterium,other,other_population",
            truth.Contacts.Where(row => row.First <= lastT).Select(row => row with { Last = Math.Min(row.Last, lastT) }),
            row => $"{row.First},{row.Last},{row.Bacterium},{row.Other},{row.OtherPopulation}"
        );
        Write(folder, "states.csv", "t,bacterium,state", truth.States.Where(row => row.T <= lastT), row =>
            $"{row.T},{row.Bacterium},{NameOf(row.State)}"
        );
    }

    private static FormattableString Row(int population, int cell, TruthNode n) =>
        $"{population},{n.T},{n.Z:0.####},{n.Y:0.####},{n.X:0.####},{n.Id},{n.Parent},{cell},{n.RadiusVoxels:0.####}";

    private static string NameOf(BacteriumState state) =>
        state switch
        {
            BacteriumState.Free => "free",
            BacteriumState.Contact => "contact",
            _ => "engulfed",
        };

    private static void Write<T>(string folder, string name, string header, IEnumerable<T> rows, Func<T, FormattableString> text)
    {
        using var writer = new StreamWriter(Path.Combine(folder, name)) { NewLine = "\n" };
        writer.WriteLine(header);
        foreach (var row in rows)
            writer.WriteLine(text(row).ToString(CultureInfo.InvariantCulture));
    }
}
