using System.Text;
using Cellect.Dashboard.Documents;
using Cellect.Dashboard.Neighbours;
using Cellect.Data.Images;
using Cellect.Data.Sinks;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Dashboard.Tests.Documents;

public class DocumentTests
{
    [Fact]
    public void Shelf_ManyOfAKind_TheNewestAloneIsThere()
    {
        var shelf = new DocumentShelf();
        var changed = shelf.Changed;
        for (var i = 0; i < 10; i++)
            shelf.Put("frame", Encoding.ASCII.GetBytes($"{{\"t\":{i}}}"));
        shelf.Put("status", "{}"u8);

        Assert.True(changed.IsCompletedSuccessfully);
        var documents = shelf.Since(0);
        Assert.Equal(
            ["event: frame\ndata: {\"t\":9}\n\n", "event: status\ndata: {}\n\n"],
            documents.Select(d => Encoding.ASCII.GetString(d.Bytes))
        );
        Assert.Equal("status", Encoding.ASCII.GetString(shelf.Since(documents[0].Version).Single().Bytes)["event: ".Length..][..6]);
        shelf.Forget("fra");
        Assert.Single(shelf.Since(0));
    }

    [Fact]
    public void Curve_LongSeries_IsBoundedCoversAllAndHasTheNewest()
    {
        var curve = new Curve<CurvePoint>(64);
        for (var t = 0; t < 10_000; t++)
            curve.Add(new CurvePoint(t, t, t, 0, null));

        var points = curve.Points();
        Assert.InRange(points.Length, 32, 65);
        Assert.Equal(9_999, points[^1].T);
        Assert.True(points[0].T < 400, $"{points[0].T}");
        Assert.Equal(points.OrderBy(p => p.T), points);
        curve.Clear();
        Assert.Empty(curve.Points());
    }

    [Fact]
    public void Rate_OfACountThatGrows_IsThatOfTheLastTenSeconds()
    {
        var time = new FakeTimeProvider();
        var meter = new RateMeter(time);
        Assert.Null(meter.Read(0));
        for (var i = 1; i <= 30; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(5, meter.Read(5 * i));
        }

        // Nobody asked for an hour: what was counted then says nothing of now.
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(meter.Read(1000));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, meter.Read(1002));
    }

    [Fact]
    public void Book_TenThousandFrames_IsBounded()
    {
        var book = new SeriesBook(TimeProvider.System);
        book.Begin(FakeSeries.Header());
        var division = new Division(1, 2, 3, 0, 0, 0, 1);
        for (var t = 0; t < 10_000; t++)
            book.Add(FakeSeries.Frame(FakeSeries.Header(t: t), [FakeSeries.Cell(t + 1)], [division]));

        Assert.Equal(SeriesBook.MostDivisions, book.Divisions().Length);
        Assert.Equal((10_000, 10_000), (book.Facts.Divisions, book.Facts.Tracks));
        Assert.InRange(book.Curve().Length, 256, 513);
        Assert.Equal(9_999, book.Facts.Newest!.Header.T);
    }

    [Fact]
    public void Frame_OfTwoPopulations_IsOneDocumentWithNamesColoursAndNumbers()
    {
        Population[] two = [new(0, "neutrophils", "#56b4e9"), new(2, "bacteria", "#00b586")];
        var book = new SeriesBook(TimeProvider.System, two);
        book.Begin(FakeSeries.Header());
        book.Add(FakeSeries.Frame(FakeSeries.Header(), [FakeSeries.Cell(1), FakeSeries.Cell(2)]));
        Assert.Null(book.Facts.Newest);
        book.Add(FakeSeries.Frame(FakeSeries.Header() with { C = 2 }, [FakeSeries.Cell(9)]));

        using var stream = new MemoryStream();
        using (var json = new System.Text.Json.Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            SeriesDocuments.WriteFrame(json, book.Facts.Newest!, book.Facts.Populations);
            json.WriteEndObject();
        }

        var frame = System.Text.Json.Nodes.JsonNode.Parse(stream.ToArray())!;
        Assert.Equal("[0,0,2]", frame["population"]!.ToJsonString());
        Assert.Equal([2, 1], frame["populations"]!.AsArray().Select(own => (int)own!["cells"]!));
        Assert.Equal("#00b586", (string?)frame["populations"]![1]!["color"]);
    }

    [Fact]
    public async Task Thread_NobodyWatches_MakesNothingAndThenTheNewest()
    {
        var book = new SeriesBook(TimeProvider.System);
        var (pool, volumes) = (new VolumePool(), new NewestVolumes(4));
        var shelf = new DocumentShelf();
        using var nobody = new NeighbourList([], TimeProvider.System, NullLogger.Instance);
        var thread = new DocumentThread(
            book,
            volumes,
            nobody,
            shelf,
            10,
            () => ServiceStatus.None,
            TimeProvider.System,
            NullLogger.Instance
        );
        book.Begin(FakeSeries.Header());
        foreach (var frame in FakeSeries.Frames(1, 20, lost: 0))
        {
            using var volume = pool.Rent(frame.Header);
            volumes.See(volume);
            book.Add(frame);
        }

        Assert.Empty(shelf.Since(0));

        thread.Come();
        while (!shelf.Since(0).Any(d => Encoding.ASCII.GetString(d.Bytes).StartsWith("event: picture-0\ndata: {\"channel\":0,\"t\":19,")))
            await shelf.Changed;
        thread.Go();
        await thread.StopAsync();
        volumes.Close();
        Assert.Equal(0, pool.Lent);
    }
}
