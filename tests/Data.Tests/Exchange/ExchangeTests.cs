using Cellect.Data.Csv;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Exchange.Geff;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Data.Tests.Exchange;

/// <summary>Tracks out to other programs' files and back.</summary>
public sealed class ExchangeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("geff", "t.geff")]
    [InlineData("trackmate", "t.xml")]
    [InlineData("csv", "t.csv")]
    public void OutAndBack_EveryCell_IsAsItWas(string format, string name)
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], masks: false));
        Assert.Contains(tracks.Rows, row => row.Cell.Parent > 0);
        TrackFormats.Write(tracks, TrackFormats.Parse(format), _folder[name]);

        var back = TrackFormats.Read(_folder[name]);

        Assert.Equal(tracks.Rows, back.Rows);
        Assert.Equal((tracks.Voxel, tracks.Shape, tracks.Interval, tracks.Frames), (back.Voxel, back.Shape, back.Interval, back.Frames));
        Assert.Equal(tracks.Name, back.Name);
    }

    [Fact]
    public void Ctc_OutAndBack_EveryTrackIsAsItWas()
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], masks: false));
        TrackFormats.Write(tracks, TrackFormat.Ctc, _folder["ctc"]);

        var back = TrackFormats.Read(_folder["ctc"]);

        Assert.Equal(Names(tracks), Names(back));
        Assert.Equal(tracks.Voxel.Z, back.Voxel.Z, 1e-9);

        // Within a frame the labels have an order of their own.
        static IEnumerable<(int, int, int)> Names(TrackSet set) => set.Rows.Select(row => (row.T, row.Cell.Track, row.Cell.Parent)).Order();
    }

    [Theory]
    [InlineData("z,y,x")]
    [InlineData("x,y,z")]
    public async Task Geff_ByDebiansZarr_IsToTheLetterOfTheSpecification(string axes)
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], masks: false));
        GeffWriter.Write(_folder["t.geff"], tracks, axes == "z,y,x" ? SpaceOrder.Zyx : SpaceOrder.Xyz);

        var read = await DebianPython.RunAsync("zarr", "check_geff.py", _folder["t.geff"]);

        Assert.Equal(tracks.Rows.Count, (int)read["nodes"]!);
        Assert.Equal(TrackEdges.Origins(tracks.Rows).Count(origin => origin >= 0), (int)read["edges"]!);
        Assert.Equal(tracks.Rows.Sum(row => row.Cell.Z * tracks.Voxel.Z), (double)read["z"]!, 1e-6);
        Assert.Equal(tracks.Rows.Sum(row => row.Cell.X * tracks.Voxel.X), (double)read["x"]!, 1e-6);
        Assert.Equal("t," + axes, string.Join(",", read["axes"]!.AsArray().Select(axis => (string)axis!)));
        Assert.Equal(tracks.Name, (string)read["extra"]!);
    }

    [Fact]
    public async Task Geff_WithoutAnyCell_IsToTheLetterOfTheSpecification()
    {
        GeffWriter.Write(_folder["t.geff"], new TrackSet("empty", new VoxelSize(2, 1, 1), []), SpaceOrder.Zyx);

        Assert.Equal(0, (int)(await DebianPython.RunAsync("zarr", "check_geff.py", _folder["t.geff"]))["nodes"]!);
        Assert.Empty(TrackFormats.Read(_folder["t.geff"]).Rows);
    }

    [Fact]
    public async Task TrackMate_ByTheRulesOfItsReader_IsLegal()
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], masks: false));
        TrackFormats.Write(tracks, TrackFormat.TrackMate, _folder["t.xml"]);

        var read = await DebianPython.RunAsync("xml", "check_trackmate.py", _folder["t.xml"]);

        Assert.Equal(tracks.Rows.Count, (int)read["spots"]!);
        Assert.Equal(TrackEdges.Origins(tracks.Rows).Count(origin => origin >= 0), (int)read["edges"]!);
    }

    [Fact]
    public void TrackMate_EditedElsewhere_GivesWhatIsShown()
    {
        File.WriteAllText(
            _folder["t.xml"],
            """
            <TrackMate version="7.14.0"><Model spatialunits="µm" timeunits="sec"><AllSpots nspots="5">
            <SpotsInFrame frame="0"><Spot ID="7" name="a" QUALITY="3021.5"
            POSITION_X="4" POSITION_Y="6" POSITION_Z="8" FRAME="0" RADIUS="5" VISIBILITY="1"/></SpotsInFrame>
            <SpotsInFrame frame="1"><Spot ID="8" name="b" QUALITY="1"
            POSITION_X="4" POSITION_Y="6" POSITION_Z="8" FRAME="1" RADIUS="5" VISIBILITY="1"/>
            <Spot ID="9" name="c" QUALITY="1"
            POSITION_X="5" POSITION_Y="6" POSITION_Z="8" FRAME="1" RADIUS="5" VISIBILITY="1"/>
            <Spot ID="10" name="d" QUALITY="1"
            POSITION_X="1" POSITION_Y="1" POSITION_Z="1" FRAME="1" RADIUS="5" VISIBILITY="1"/>
            <Spot ID="11" name="e" QUALITY="1"
            POSITION_X="1" POSITION_Y="1" POSITION_Z="1" FRAME="1" RADIUS="5" VISIBILITY="0"/></SpotsInFrame>
            <SpotsInFrame frame="2"><Spot ID="12" name="f" QUALITY="1"
            POSITION_X="1" POSITION_Y="1" POSITION_Z="1" FRAME="2" RADIUS="5" VISIBILITY="1"/></SpotsInFrame>
            </AllSpots><AllTracks>
            <Track TRACK_ID="3"><Edge SPOT_SOURCE_ID="7" SPOT_TARGET_ID="8"/><Edge SPOT_SOURCE_ID="9" SPOT_TARGET_ID="7"/></Track>
            <Track TRACK_ID="4"><Edge SPOT_SOURCE_ID="10" SPOT_TARGET_ID="12"/></Track>
            </AllTracks><FilteredTracks><TrackID TRACK_ID="3"/></FilteredTracks></Model>
            <Settings><ImageData pixelwidth="0.5" pixelheight="0.5" voxeldepth="2"/></Settings></TrackMate>
            """
        );

        var read = TrackFormats.Read(_folder["t.xml"]);

        Assert.Equal(
            [
                new TrackRow(0, new TrackedCell(1, -1, 4, 12, 8, 10, 1, 0)),
                new TrackRow(1, new TrackedCell(2, 1, 4, 12, 8, 10, 1, 0)),
                new TrackRow(1, new TrackedCell(3, 1, 4, 12, 10, 10, 1, 0)),
            ],
            read.Rows
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Labels_ByDebiansZarr_AreTheTracks(bool masks)
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], frames: 6, masks: masks));
        TrackFormats.Write(tracks, TrackFormat.OmeZarrLabels, _folder["l.ome.zarr"]);

        var read = await DebianPython.RunAsync("zarr", "check_labels.py", _folder["l.ome.zarr"]);

        Assert.Equal("uint32", (string)read["dtype"]!);
        Assert.Equal([1, 1, 2, 0.5, 0.5], read["scale"]!.AsArray().Select(value => (double)value!));
        var labels = read["labels"]!.AsArray();
        Assert.Equal(tracks.Frames, labels.Count);
        for (var t = 0; t < labels.Count; t++)
            Assert.Equal(
                tracks.Rows.Where(row => row.T == t).Select(row => row.Cell.Track).Order(),
                labels[t]!.AsArray().Select(label => (int)label!)
            );
    }

    [Fact]
    public void Labels_OfARecordingWithMasks_AreItsMasks()
    {
        var run = SampleRecording.Write(_folder["run"], frames: 6);
        var tracks = RecordedTracks.Read(run);
        TrackFormats.Write(tracks, TrackFormat.Ctc, _folder["ctc"]);

        foreach (var mask in Directory.GetFiles(Path.Combine(run, "01_RES")))
            Assert.Equal(File.ReadAllBytes(mask), File.ReadAllBytes(Path.Combine(_folder["ctc"], "01_RES", Path.GetFileName(mask))));
    }

    [Fact]
    public async Task Napari_Parts_AreWhatItsLayerAsksFor()
    {
        var tracks = RecordedTracks.Read(SampleRecording.Write(_folder["run"], masks: false));
        TrackFormats.Write(tracks, TrackFormat.Napari, _folder["napari"]);

        var read = await DebianPython.RunAsync("numpy", "check_napari.py", _folder["napari"]);

        Assert.Equal(tracks.Rows.Count, (int)read["rows"]!);
        Assert.Equal(tracks.Rows.Where(row => row.Cell.Parent > 0).Select(row => row.Cell.Track).Distinct().Count(), (int)read["graph"]!);
    }

    [Fact]
    public void Ctc_OfMoreTracksThanLabels_IsRefusedWithTheRemedy()
    {
        var rows = Enumerable
            .Range(1, CtcLabels.MaxLabel + 1)
            .Select(i => new TrackRow(i / 300, new TrackedCell(i, -1, 0, i % 300 / 20, i % 20, 1, 1, 0)));
        var tracks = new TrackSet("many", new VoxelSize(1, 1, 1), [.. rows]);

        var refused = Assert.Throws<InvalidInputException>(() => TrackFormats.Write(tracks, TrackFormat.Ctc, _folder["ctc"]));

        Assert.Contains("65535", refused.Message);
        Assert.Contains("ome-zarr-labels", refused.Message);
        Assert.False(Directory.Exists(_folder["ctc"]));
    }

    [Fact]
    public void Write_WhereSomethingIs_IsRefused()
    {
        var tracks = new TrackSet("none", new VoxelSize(1, 1, 1), []);
        File.WriteAllText(_folder["t.csv"], "mine");

        Assert.Contains(
            "is there already",
            Assert.Throws<IOException>(() => TrackFormats.Write(tracks, TrackFormat.Csv, _folder["t.csv"])).Message
        );
        Assert.Equal("mine", File.ReadAllText(_folder["t.csv"]));
    }

    [Theory]
    [InlineData("track_id,t,z,y,x\n1,0,1,1,1\n", "--voxel")]
    [InlineData("track_id,t,z,y,x\n1,0,1,1,1\n1,0,2,2,2\n", "time point 0")]
    [InlineData("track_id,t,z,y,x\n0,0,1,1,1\n", "must be 1 to")]
    [InlineData("track_id,t,y,x,parent_track_id\n1,0,1,1,-1\n2,1,1,1,1\n3,1,1,1,1\n4,1,1,1,1\n", "third successor")]
    public void Csv_ThatCannotBeTracks_NamesTheRemedy(string table, string told)
    {
        File.WriteAllText(_folder["t.csv"], table);

        Assert.Contains(told, Assert.Throws<InvalidInputException>(() => TrackFormats.Read(_folder["t.csv"])).Message);
    }

    [Fact]
    public void Csv_OfAMotherThatGoesOn_IsCutWhereItDivides()
    {
        File.WriteAllText(_folder["t.csv"], "track_id,t,y,x,parent_track_id\n5,0,1,1,-1\n5,1,1,2,-1\n5,2,1,2,-1\n6,2,1,3,5\n");

        var rows = TrackFormats.Read(_folder["t.csv"], new VoxelSize(1, 1, 1)).Rows;

        Assert.Equal([(0, 5, -1), (1, 5, -1), (2, 7, 5), (2, 6, 5)], rows.Select(row => (row.T, row.Cell.Track, row.Cell.Parent)));
    }
}
