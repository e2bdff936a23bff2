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

namespace Cellect.Live.Tests.Learning;

/// <summary>What people say of a running session counts from the next volume on, is noted, and is undone with the edit.</summary>
public sealed class SessionLearningTests : IDisposable
{
    private static readonly VolumeShape Shape = new(2, 8, 8);
    private static readonly VolumeHeader Header = TestVolumes.Header("s", 0, Shape);

    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticVolumePool _pool = new();
    private readonly LearningNetwork _network = new();
    private readonly TrackingModel _model;

    public SessionLearningTests() => _model = new TrackingModel(_network, TimeProvider.System);

    public void Dispose()
    {
        _model.Dispose();
        _pool.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Before_ADivisionWasRejected_CountsFromTheNextVolumeAndIsNoted()
    {
        using var learning = Begun();
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        Assert.Null(_network.Said);
        learning.Before(5);
        Assert.True(_network.Said!.Division.Of(0.6f) < 0.6f);
        Assert.Contains("1 edits count from time point 5", learning.State, StringComparison.Ordinal);
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
        learning.Before(5);
        Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
        learning.Refresh();
        learning.Before(6);
        Assert.Equal(ProbabilityMap.Identity, _network.Said!.Division);
        Assert.Equal("", learning.State);
        Assert.True(LearnedFile.Read(_folder.Path)[1].Undone);
    }

    [Fact]
    public void Before_NothingNew_DoesNotAskTheModelAgain()
    {
        using var learning = Begun();
        learning.Refresh();
        learning.Before(5);
        Assert.Equal(0, _network.Asked);
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        learning.Before(6);
        learning.Refresh();
        learning.Before(7);
        Assert.Equal(1, _network.Asked);
    }

    [Fact]
    public void Begin_TheRecordingGoesOnAfterACrash_WhatCountedCountsAgain()
    {
        using (var before = Begun())
        {
            Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
            before.Refresh();
            before.Before(5);
        }

        var said = _network.Said!.Division;
        // The crash tore a line off.
        File.AppendAllText(Path.Combine(_folder.Path, LearnedFile.FileName), "{\"t\":6,\"ed");
        _network.Said = null;
        using var learning = new SessionLearning(_model, _ => _folder.Path, [], TimeProvider.System, NullLogger.Instance);
        learning.Begin(Header);
        learning.Refresh();
        learning.Before(6);
        Assert.Equal(said, _network.Said!.Division);
        Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
        learning.Refresh();
        learning.Before(7);
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
            live.Before(5);
            Edit(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
            live.Refresh();
            live.Before(8);
        }

        _network.Said = null;
        using var replay = new SessionLearning(_model, null, LearnedFile.Read(_folder.Path), TimeProvider.System, NullLogger.Instance);
        replay.Begin(Header);
        replay.Before(4);
        Assert.Null(_network.Said);
        replay.Before(5);
        Assert.NotEqual(ProbabilityMap.Identity, _network.Said!.Division);
        replay.Before(8);
        Assert.Equal(ProbabilityMap.Identity, _network.Said.Division);
    }

    [Fact]
    public void Refresh_TheLogIsDamaged_IsAnAlertAndWhatCountedGoesOn()
    {
        using var learning = Begun();
        Edit(new TrackEdit { Edit = EditKind.Undivide, Cell = new CellKey(1, 1) });
        learning.Refresh();
        learning.Before(5);
        File.AppendAllText(Path.Combine(_folder.Path, EditLog.FileName), "nonsense\n");
        learning.Refresh();
        Assert.Contains("line 2", learning.Alert, StringComparison.Ordinal);
        learning.Before(6);
        Assert.Equal(1, _network.Asked);
    }

    private SessionLearning Begun()
    {
        var learning = new SessionLearning(_model, _ => _folder.Path, [], TimeProvider.System, NullLogger.Instance);
        learning.Begin(Header);
        learning.Add(Finished(1, [], new TrackedCell(1, -1, 0, 0, 0, 2, 0.9f, 0)));
        learning.Add(
            Finished(
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

    private FinishedFrame Finished(int t, Division[] divisions, params TrackedCell[] cells)
    {
        using var volume = TestVolumes.Volume(_pool, Header with { T = t }, t);
        return new FinishedFrame(
            volume,
            new TrackedFrame
            {
                Header = volume.Header,
                TimeStep = 1,
                Stamps = default,
                Cells = cells,
                Divisions = divisions,
            },
            null
        );
    }

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
