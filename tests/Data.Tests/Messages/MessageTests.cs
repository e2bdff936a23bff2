using System.Buffers;
using Cellect.Data.Biology;
using Cellect.Data.Messages;
using Cellect.Data.Regions;
using Cellect.Data.Status;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;
using MessagePack;

namespace Cellect.Data.Tests.Messages;

/// <summary>What the publisher writes, the viewer reads.</summary>
public class MessageTests
{
    private static readonly LatencyStamps Stamps = new(1, 2, 3, 4, 5, 6);
    private static readonly Envelope Envelope = new(7, 8, 9, "run 1", 10, 11, Stamps);
    private static readonly Division Division = new(1, 2, 3, 4.5f, 5.5f, 6.5f, 0.75f);

    private static VolumeHeader Header => FakeSeries.Header(t: 11);

    private static TrackedFrame Frame =>
        new()
        {
            Header = Header,
            TimeStep = 2,
            Stamps = Stamps,
            Cells = [FakeSeries.Cell(2, parent: 1), FakeSeries.Cell(3, parent: 1) with { Link = 0.25f }],
            Divisions = [Division],
        };

    private static IReadOnlyList<Population> Populations { get; } = [new(0, "neutrophils", "#56b4e9"), new(2, "bacteria", "#00b586")];

    [Fact]
    public void Tracks_OfAnotherPopulation_TellWhich()
    {
        var frame = Frame with { Header = Header with { C = 2 } };
        Assert.Equal(2, TracksMessage.Read(Written((ref writer) => TracksMessage.Write(ref writer, Envelope, frame)), Header).Header.C);
    }

    [Fact]
    public void Snapshot_OfTwoPopulations_TellsWhichCellsAndTracksAreWhose()
    {
        var state = new SeriesState(Populations);
        state.Begin(Header);
        state.Add(Frame);
        state.Add(Frame with { Header = Header with { C = 2 }, Cells = [FakeSeries.Cell(9)], Divisions = [] });

        var snapshot = Written((ref writer) => SnapshotMessage.Write(ref writer, Envelope, state));
        Assert.Equal(Populations, PopulationFields.Read(snapshot));
        Assert.Equal([(0, 2), (2, 1)], PopulationFields.ReadParts(snapshot));
        Assert.Equal([2, 3, 9], TracksMessage.Read(snapshot, Header).Cells.Select(cell => cell.Track));
        Assert.Equal([0, 0, 2], SnapshotMessage.ReadLineage(snapshot).Select(row => row.Population));
    }

    [Fact]
    public void Status_OfTwoPopulations_TellsHowEachIsDoing()
    {
        var counts = ServiceStatus.None with
        {
            Populations =
            [
                new PopulationStatus(Populations[0], new Dictionary<string, long> { ["processed"] = 3 }, new SeenScale(1, 2)),
                new PopulationStatus(Populations[1], new Dictionary<string, long> { ["missing"] = 1 }, null),
            ],
        };
        var status = new LiveStatus(true, counts, 0, 0, 0, null, new LatencyWindow(8), 0, new ServicePorts(0, 0));
        var read = StatusMessage.ReadCounts(Written((ref writer) => StatusMessage.Write(ref writer, Envelope, status))).Populations;
        Assert.Equal(Populations, read.Select(own => own.Population));
        Assert.Equal([3L, 0L], read.Select(own => own.Ledger.GetValueOrDefault("processed")));
        Assert.Equal([2f, null], read.Select(own => own.Scale?.Columns));
    }

    [Fact]
    public void Tracks_WrittenAndRead_AreTheSame()
    {
        var read = TracksMessage.Read(Written((ref writer) => TracksMessage.Write(ref writer, Envelope, Frame)), Header with { T = 0 });

        Assert.Equal((11, 2, Stamps), (read.Header.T, read.TimeStep, read.Stamps));
        Assert.Equal(Frame.Cells, read.Cells);
    }

    [Fact]
    public void Division_WrittenAndRead_IsTheSame() =>
        Assert.Equal(Division, DivisionMessage.Read(Written((ref writer) => DivisionMessage.Write(ref writer, Envelope, Division, 1, 0))));

    [Fact]
    public void Outcome_WrittenAndRead_IsTheSame()
    {
        var outcome = new DivisionOutcome(9, Division with { State = DivisionState.Withdrawn }, 3);
        Assert.Equal(
            outcome,
            DivisionMessage.ReadOutcome(Written((ref writer) => DivisionMessage.Write(ref writer, Envelope, outcome, 1, 0)))
        );
        var likely = Division with { State = DivisionState.Likely };
        var told = Written((ref writer) => DivisionMessage.Write(ref writer, Envelope, likely, 1, 0));
        Assert.Null(DivisionMessage.ReadOutcome(told));
        Assert.Equal(likely, DivisionMessage.Read(told));
    }

    [Fact]
    public void Snapshot_AfterAnOutcome_TellsWhatIsKnown()
    {
        var state = new SeriesState();
        state.Begin(Header);
        state.Add(Frame with { Divisions = [Division with { State = DivisionState.Likely }] });
        var confirmed = Division with { State = DivisionState.Confirmed, Probability = 0.97f };
        state.Add(Frame with { Header = FakeSeries.Header(t: 12), Divisions = [], Outcomes = [new DivisionOutcome(11, confirmed, 2)] });
        var snapshot = Written((ref writer) => SnapshotMessage.Write(ref writer, Envelope, state));
        Assert.Equal([(11, confirmed)], SnapshotMessage.ReadDivisions(snapshot));
    }

    [Fact]
    public void Series_WrittenAndRead_IsTheSame()
    {
        var begin = Written((ref writer) => SeriesMessage.WriteBegin(ref writer, Envelope, Header, Populations));
        var summary = new SeriesSummary("run 1", "end", new Dictionary<string, long> { ["processed"] = 3 }, 4);
        var end = Written((ref writer) => SeriesMessage.WriteEnd(ref writer, Envelope, summary));

        Assert.True(SeriesMessage.Begins(begin));
        var read = SeriesMessage.ReadGeometry(begin);
        Assert.Equal(
            (Header.Series, Header.Shape, Header.Type, Header.VoxelMicrometres, Header.C),
            (read.Series, read.Shape, read.Type, read.VoxelMicrometres, read.C)
        );
        Assert.False(SeriesMessage.Begins(end));
        Assert.Equivalent(new SeriesEnd(summary, Stamps.PublishedNs), SeriesMessage.ReadEnd(end));
    }

    [Fact]
    public void Snapshot_WrittenAndRead_IsTheSame()
    {
        var state = new SeriesState();
        Assert.Null(SnapshotMessage.ReadGeometry(Written((ref writer) => SnapshotMessage.Write(ref writer, Envelope, state))));
        state.Begin(Header);
        state.Add(Frame);

        var snapshot = Written((ref writer) => SnapshotMessage.Write(ref writer, Envelope, state));

        Assert.Equal(Header.Shape, SnapshotMessage.ReadGeometry(snapshot)!.Shape);
        Assert.Equal([new(2, 1, 11, 11, 0), new LineageRow(3, 1, 11, 11, 0)], SnapshotMessage.ReadLineage(snapshot));
        Assert.Equal([(11, Division)], SnapshotMessage.ReadDivisions(snapshot));
        Assert.Equal(Frame.Cells, TracksMessage.Read(snapshot, Header).Cells);
        Assert.Null(SnapshotMessage.ReadEnd(snapshot));
    }

    [Fact]
    public void Snapshot_OfASeriesThatIsOver_TellsHowItEnded()
    {
        var state = new SeriesState();
        state.Begin(Header);
        Assert.True(state.Active);
        var end = new SeriesEnd(new SeriesSummary("run 1", "end", new Dictionary<string, long> { ["processed"] = 3 }, 4), 12);
        state.End(end);

        var snapshot = Written((ref writer) => SnapshotMessage.Write(ref writer, Envelope, state));

        Assert.False(snapshot.Flag("active"));
        Assert.Equivalent(end, SnapshotMessage.ReadEnd(snapshot));
        state.Begin(Header);
        Assert.True(state.Active);
    }

    [Fact]
    public void Status_WrittenAndRead_IsTheSame()
    {
        var counts = new ServiceStatus(5, 4, new Dictionary<string, long> { ["processed"] = 4 }, ["disk full"])
        {
            Device = "cpu",
            Name = "left",
            Scale = new SeenScale(1, 2),
            Ingest = new Dictionary<string, long> { ["foreign"] = 1 },
            Triggers = new TriggerStatus { Rules = 1, ArmedUntil = DateTimeOffset.UnixEpoch },
            Storage = new VolumeStorage("All", 1, 2, 3, 4, null),
            ClosedConnections = new Dictionary<string, IReadOnlyDictionary<string, long>>
            {
                ["ingest"] = new Dictionary<string, long> { ["size"] = 1 },
            },
        };
        var latency = new LatencyWindow(10);
        latency.Add(Stamps);
        var status = new LiveStatus(true, counts, 1, 2, 3, null, latency, 0, new ServicePorts(5557, 5558));

        var read = Written((ref writer) => StatusMessage.Write(ref writer, Envelope, status));

        Assert.Equal(status.Ports, StatusMessage.ReadPorts(read));
        Assert.Equivalent(
            counts with
            {
                Storage = null,
                ClosedConnections = new Dictionary<string, IReadOnlyDictionary<string, long>>(),
            },
            StatusMessage.ReadCounts(read)
        );
        Assert.Equal(1, read.Map("closed_connections").Map("ingest").Whole("size"));
        Assert.Equal(0, read.Map("triggers").Whole("armed_until_ns"));
        Assert.False(read.Map("storage").Has("seconds_left"));
    }

    [Fact]
    public void Triggers_Preview_Error_AreWholeMaps()
    {
        var news = new TriggerNews
        {
            Event = "fired",
            Mode = TriggerMode.Armed,
            Place = new Position(1, 2, 3),
        };
        var image = new PreviewImage(new VolumeShape(1, 2, 3), new VoxelSize(1, 1, 1), 0, 255, []);

        Assert.Equal((1, 2, 3), Written((ref writer) => TriggerMessage.Write(ref writer, Envelope, news)).Triple("place_um"));
        Assert.False(Written((ref writer) => TriggerMessage.Write(ref writer, Envelope, news with { Place = null })).Has("place_um"));
        Assert.Equal("u1", Written((ref writer) => PreviewMessage.Write(ref writer, Header, image, 1)).Text("dtype"));
        Assert.Equal("no", Written((ref writer) => ErrorMessage.Write(ref writer, "no")).Text("error"));
    }

    [Fact]
    public void Analysis_WrittenAndRead_IsTheSame()
    {
        var news = new AnalysisNews
        {
            T = 1,
            Seconds = 2,
            Channel = 3,
            Parts = [new PartNews(new ProliferationRow(1, 2, "all", 3, 4, 5, 6, 7, 8, 9, 10, 11), null, 0.5)],
            Cycle = new CycleNews(null, 1, 2),
            TracksEnded = 1,
            TracksMigratory = 4,
            Cells = [new CellNews(1, 0, float.NaN), new CellNews(2, -1, 3, 0.5f)],
            Interactions = [new InteractionNews(1, "engulfed", 2, 7, 0, 9, new Position(1, 2, 3))],
            States = [new StateNews(2, 1, 3, 4, 5, 6)],
        };

        var read = AnalysisMessage.Read(Written((ref writer) => AnalysisMessage.Write(ref writer, Envelope, news)));

        Assert.Equal((1, 2.0, 3, 1L, 4L), (read.T, read.Seconds, read.Channel, read.TracksEnded, read.TracksMigratory));
        Assert.Equal(news.Parts, read.Parts);
        Assert.Equal(news.Cycle, read.Cycle);
        Assert.Equal(news.Cells, read.Cells);
        Assert.Equal(news.Interactions, read.Interactions);
        Assert.Equal(news.States, read.States);
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static MessageMap Written(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        write(ref writer);
        writer.Flush();
        var reader = new MessagePackReader(buffer.WrittenMemory);
        reader.Skip();
        Assert.True(reader.End, "the map has more keys than its header says");
        return MessageMap.Read(buffer.WrittenSpan.ToArray());
    }
}
