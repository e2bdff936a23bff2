using Cellect.Data.Csv;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;
using CsCheck;

namespace Cellect.Live.Tests.Record;

public class TrackTableTests
{
    private static readonly Gen<TrackedCell> Cells =
        from track in Gen.Int[1, int.MaxValue]
        from parent in Gen.Int[-1, int.MaxValue]
        from values in Gen.Float.Where(float.IsFinite).Array[7]
        select new TrackedCell(track, parent, values[0], values[1], values[2], values[3], values[4], values[5], values[6]);

    [Fact]
    public void Header_OfArchitecture_IsExact() =>
        Assert.Equal("t,track,parent,z,y,x,radius,score,division,link,population", TrackTable.Header);

    [Fact]
    public void Append_OneCell_IsPlainNumbers()
    {
        var csv = new CsvLine();
        TrackTable.Append(csv, 3, new TrackedCell(7, -1, 1.5f, 20, 0.25f, 4, 0.875f, 1e-7f, 0.5f), 2);
        Assert.Equal("3,7,-1,1.5,20,0.25,4,0.875,1E-07,0.5,2\n", System.Text.Encoding.UTF8.GetString(csv.Written));
    }

    [Fact]
    public void Read_WhatWasAppended_IsTheSame() =>
        Gen.Select(Gen.Int[0, 100_000], Cells)
            .Array[0, 50]
            .Sample(
                rows =>
                {
                    using var folder = new TemporaryFolder();
                    Write(folder["tracks.csv"], rows, cutBytes: 0);
                    Assert.Equal(rows.Select(row => new TrackRow(row.Item1, row.Item2)), TrackTable.Read(folder["tracks.csv"]));
                },
                iter: 200
            );

    [Fact]
    public void Read_LastLineTorn_GivesTheOthers()
    {
        using var folder = new TemporaryFolder();
        Write(folder["tracks.csv"], [(0, FakeSeries.Cell(1)), (1, FakeSeries.Cell(1))], cutBytes: 8);
        Assert.Equal([0], TrackTable.Read(folder["tracks.csv"]).Select(row => row.T));
    }

    [Fact]
    public void Read_BadLineInTheMiddle_ThrowsWithItsNumber()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder["tracks.csv"],
            TrackTable.Header + "\n0,1,-1,1,1,1,1,1,0,1,0\n0,x,-1,1,1,1,1,1,0,1,0\n0,2,-1,1,1,1,1,1,0,1,0\n"
        );
        var error = Assert.Throws<InvalidDataException>(() => TrackTable.Read(folder["tracks.csv"]).Count());
        Assert.Contains("line 3", error.Message);
    }

    [Fact]
    public void Read_ATableOfBeforeLinksHadAProbability_GivesItsRows()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tracks.csv"], "t,track,parent,z,y,x,radius,score,division\n4,2,1,1.5,2,3,4,0.75,0.25\n");
        Assert.Equal(
            new TrackRow(4, new TrackedCell(2, 1, 1.5f, 2, 3, 4, 0.75f, 0.25f, 1)),
            Assert.Single(TrackTable.Read(folder["tracks.csv"]))
        );
    }

    [Fact]
    public void Read_ATableOfBeforeThereWerePopulations_GivesItsRowsThatOfTheReader()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["tracks.csv"], "t,track,parent,z,y,x,radius,score,division,link\n4,2,1,1.5,2,3,4,0.75,0.25,0.5\n");
        var row = Assert.Single(TrackTable.Read(folder["tracks.csv"], population: 3));
        Assert.Equal((3, 0.5f), (row.Population, row.Cell.Link));
    }

    private static void Write(string path, (int T, TrackedCell Cell)[] rows, int cutBytes)
    {
        var csv = new CsvLine();
        foreach (var (t, cell) in rows)
            TrackTable.Append(csv, t, cell, 0);
        File.WriteAllText(path, TrackTable.Header + "\n" + System.Text.Encoding.UTF8.GetString(csv.Written[..^cutBytes]));
    }
}
