using System.Numerics.Tensors;
using Cellect.Data.Edits;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Live.Learning;
using Cellect.Model;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Tracks;
using Cellect.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cellect.Live.Tests.Learning;

/// <summary>What people say of a running session counts from the next volume on, is noted, and is undone with the edit.</summary>
public sealed class SessionLearningTests : IDisposable
{
    private static readonly VolumeShape Shape = new(2, 8, 8);
    private static readonly VolumeHeader Header = TestVolumes.Header("s", 0, Shape);

    private readonly TemporaryFolder _folder = new();
    private readonly LearningNetwork _network = new();
    private readonly TrackingModel _model;

    public SessionLearningTests() => _model = new TrackingModel(_network, TimeProvider.System);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Before_ADivisionWasRejected_CountsFromTheNextVolumeAndIsNoted()
    {
        using var learning = Begun();
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        Assert.Null(_network.Said);
        learning.Before(At(5));
        Assert.True(_network.Said!.Division.Of(0.6f) < 0.6f);
        Assert.Contains("1 edit counts from time point 5", learning.State, StringComparison.Ordinal);
        var line = Assert.Single(LearnedFile.Read(_folder.Path));
        Assert.Equal((5, 1, false), (line.T, line.Edit, line.Undone));
        Assert.Equal((VerdictKind.Division, 0.6f, false), line.Verdicts.Select(v => (v.Kind, v.Probability, v.Right)).Single());
    }

    [Fact]
    public void Before_TheEditWasUndone_LeavesNothingBehind()
    {
        using var learning = Begun();
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        learning.Before(At(5));
        Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
        learning.Refresh();
        learning.Before(At(6));
        Assert.Equal(ProbabilityMap.Identity, _network.Said!.Division);
        Assert.Equal("", learning.State);
        Assert.True(LearnedFile.Read(_folder.Path)[1].Undone);
    }

    [Fact]
    public void Before_NothingNew_DoesNotAskTheModelAgain()
    {
        using var learning = Begun();
        learning.Refresh();
        learning.Before(At(5));
        Assert.Equal(0, _network.Asked);
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        learning.Before(At(6));
        learning.Refresh();
        learning.Before(At(7));
        Assert.Equal(1, _network.Asked);
    }

    [Fact]
    public void Begin_TheRecordingGoesOnAfterACrash_WhatCountedCountsAgain()
    {
        using (var before = Begun())
        {
            Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
            before.Refresh();
            before.Before(At(5));
        }

        var said = _network.Said!.Division;
        // The crash tore a line off.
        File.AppendAllText(Path.Combine(_folder.Path, LearnedFile.FileName), "{\"t\":6,\"ed");
        _network.Said = null;
        using var learning = Open([]);
        learning.Begin(Header);
        learning.Refresh();
        learning.Before(At(6));
        Assert.Equal(said, _network.Said!.Division);
        Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
        learning.Refresh();
        learning.Before(At(7));
        Assert.Equal(ProbabilityMap.Identity, _network.Said.Division);
        Assert.Equal([5, 7], LearnedFile.Read(_folder.Path).Select(line => line.T));
    }

    [Fact]
    public void Before_OfAReplay_CountsFromTheSameTimePoints()
    {
        using (var live = Begun())
        {
            Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
            live.Refresh();
            live.Before(At(5));
            Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
            live.Refresh();
            live.Before(At(8));
        }

        _network.Said = null;
        using var replay = Replay();
        replay.Begin(Header);
        replay.Before(At(4));
        Assert.Null(_network.Said);
        replay.Before(At(5));
        Assert.NotEqual(ProbabilityMap.Identity, _network.Said!.Division);
        replay.Before(At(8));
        Assert.Equal(ProbabilityMap.Identity, _network.Said.Division);
    }

    [Fact]
    public void Refresh_TheLogIsDamaged_IsAnAlertAndWhatCountedGoesOn()
    {
        using var learning = Begun();
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        learning.Before(At(5));
        File.AppendAllText(Path.Combine(_folder.Path, EditLog.FileName), "nonsense\n");
        learning.Refresh();
        Assert.Contains("line 2", learning.Alert, StringComparison.Ordinal);
        learning.Before(At(6));
        Assert.Equal(1, _network.Asked);
    }

    [Fact]
    public void Begin_TheRecordingGoesOnAfterACrash_WhatItHadPublishedCanBeSpokenOf()
    {
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        using var learning = Open([Frame(1, [], Cell(1)), Frame(2, [new Division(1, 2, 3, 0, 0, 0, 0.6f)], Cell(2, 1), Cell(3, 1))]);
        learning.Begin(Header);
        learning.Add(Frame(3, [], Cell(2), Cell(3)));
        learning.Refresh();
        learning.Before(At(4));
        Assert.True(_network.Said!.Division.Of(0.6f) < 0.6f);
    }

    [Fact]
    public void Before_OfSeveralPopulations_AWordCountsForThatOfWhichItSpeaksAlone()
    {
        var network = new LearningNetwork();
        using var model = new TrackingModel(network, TimeProvider.System);
        var bacteria = new TrackedPopulation(new Population(2, "bacteria", ""), model);
        using (var live = Open([], bacteria))
        {
            live.Begin(Header);
            live.Add(Frame(1, [], Cell(1)));
            live.Add(Frame(1, [], Cell(2)) with { Header = At(1, 2) });
            Edit(new TrackEdit { Edit = EditKind.Delete, Cell = new CellKey(1, 2) });
            live.Refresh();
            live.Before(At(2));
            live.Before(At(2, 2));
            Assert.Equal(
                ("", true, true),
                (live.StateOf(0), live.StateOf(2).Contains("1 edit", StringComparison.Ordinal), live.State.StartsWith("bacteria: 1 edit"))
            );
            Edit(new TrackEdit { Edit = EditKind.Accept, Cell = new CellKey(1, 1) });
            live.Refresh();
            live.Before(At(3));
            live.Before(At(3, 2));
        }

        Assert.Equal((1, 1), (_network.Asked, network.Asked));
        Assert.True(network.Said!.Cell.Of(0.9f) < 0.9f && _network.Said!.Cell.Of(0.9f) > 0.9f);
        Assert.Equal([(2, 2), (3, 0)], LearnedFile.Read(_folder.Path).Select(line => (line.T, line.Population)));
        // After a crash, and in a replay, each has its own again.
        var (own, other) = (_network.Said, network.Said);
        foreach (var again in new[] { Open([], bacteria), Replay(bacteria) })
            using (again)
            {
                (_network.Said, network.Said) = (null, null);
                again.Begin(Header);
                again.Before(At(4));
                again.Before(At(4, 2));
                Assert.Equal((own.Cell, other.Cell), (_network.Said!.Cell, network.Said!.Cell));
            }
    }

    private static TrackedCell Cell(int track, int mother = -1) => new(track, mother, 0, 0, track, 2, 0.9f, mother > 0 ? 0.6f : 0);

    private SessionLearning Open(IEnumerable<TrackedFrame> before, params TrackedPopulation[] others) =>
        new(
            [new TrackedPopulation(new Population(0, "neutrophils", ""), _model), .. others],
            _ => _folder.Path,
            _ => before,
            [],
            new FakeTimeProvider(),
            NullLogger.Instance
        );

    private SessionLearning Replay(params TrackedPopulation[] others) =>
        new(
            [new TrackedPopulation(new Population(0, "neutrophils", ""), _model), .. others],
            null,
            _ => [],
            LearnedFile.Read(_folder.Path),
            new FakeTimeProvider(),
            NullLogger.Instance
        );

    private SessionLearning Begun()
    {
        var learning = Open([]);
        learning.Begin(Header);
        learning.Add(Frame(1, [], new TrackedCell(1, -1, 0, 0, 0, 2, 0.9f, 0)));
        learning.Add(
            Frame(
                2,
                [new Division(1, 2, 3, 0, 0, 0, 0.6f)],
                new TrackedCell(2, 1, 0, 0, 1, 2, 0.9f, 0.6f),
                new TrackedCell(3, 1, 0, 0, 2, 2, 0.9f, 0.6f)
            )
        );
        return learning;
    }

    private void Edit(TrackEdit edit)
    {
        using var log = new EditLog(_folder.Path, TimeProvider.System);
        log.Append(edit);
    }

    private static TrackedFrame Frame(int t, Division[] divisions, params TrackedCell[] cells) =>
        new()
        {
            Header = At(t),
            TimeStep = 1,
            Stamps = default,
            Cells = cells,
            Divisions = divisions,
        };

    private static VolumeHeader At(int t, int channel = 0) => Header with { T = t, C = channel };

    private sealed class LearningNetwork : INetworkTracking
    {
        public SessionCalibration? Said { get; set; }

        public int Asked { get; private set; }

        bool INetworkTracking.TryCalibrate(SessionCalibration said)
        {
            (Said, Asked) = (said, Asked + 1);
            return true;
        }

        public void Reset() { }

        public DetectedFrame? Detect<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
            where T : unmanaged => null;

        public DetectedFrame? Finish() => null;

        public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep) => ([], []);

        public void Dispose() { }
    }
}
