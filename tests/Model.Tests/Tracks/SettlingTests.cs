using Cellect.Data.Tracks;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Tests.Linking;
using Cellect.Model.Tracks;

namespace Cellect.Model.Tests.Tracks;

/// <summary>A series settles in by what becomes of its tracks: the model's own least score is 0.7.</summary>
public class SettlingTests
{
    private const float MinScore = 0.7f;
    private const int Frames = 60;
    private static readonly (int Z, int Y, int X) Extent = (41, 41, 400);

    [Fact]
    public void Link_WeakCellsThatGoOn_AreBelievedMore()
    {
        var run = Track(_ => [.. Steady(0.75f)]);
        Assert.Equal(0.75f, run.Cells[0][0].Score);
        Assert.True(run.Cells[^1][0].Score > 0.85f, $"{run.Cells[^1][0].Score}");
        Assert.True(run.Meaning!.Offset > 0);
        // What goes on says nothing of what comes from nowhere.
        Assert.Equal(MinScore, run.Meaning.LeastScore, 0.001f);
    }

    [Fact]
    public void Link_WhatComesFromNowhereAndIsGone_HasToBeSurerLater()
    {
        var run = Track(t => [.. Steady(0.95f), Flash(t, 0.75f)]);
        Assert.Equal(5, run.Cells[3].Length);
        Assert.Equal(4, run.Cells[^1].Length);
        Assert.True(run.Meaning!.LeastScore > 0.75f, $"{run.Meaning}");
    }

    [Fact]
    public void Link_WhatComesFromNowhereAtAFace_CountsAsBefore()
    {
        // Flashes inside raise the least score there; a weak cell at the face comes into view all the same.
        var run = Track(t => t < Frames - 1 ? [.. Steady(0.95f), Flash(t, 0.75f)] : [.. Steady(0.95f), (3, 0.75f)]);
        Assert.Equal(5, run.Cells[^1].Length);
    }

    [Fact]
    public void Link_SettleInFalse_LeavesEverythingAsItIs()
    {
        var run = Track(t => [.. Steady(0.75f), Flash(t, 0.75f)], settle: false);
        Assert.Null(run.Meaning);
        Assert.All(run.Cells, cells => Assert.All(cells, cell => Assert.Equal(0.75f, cell.Score)));
        Assert.All(run.Cells, cells => Assert.Equal(5, cells.Length));
    }

    [Fact]
    public void Link_AgainAfterReset_SaysTheSame()
    {
        using var linking = Linking();
        var first = Run(linking, Scene, 0, Frames);
        linking.Reset();
        Assert.Equal(first.SelectMany(cells => cells), Run(linking, Scene, 0, Frames).SelectMany(cells => cells));
    }

    [Fact]
    public void Link_ResumedFromItsState_GoesOnAsIfNothingHadHappened()
    {
        using var whole = Linking();
        var expected = Run(whole, Scene, 0, Frames);
        using var first = Linking();
        _ = Run(first, Scene, 0, 30);
        using var second = Linking();
        second.Resume(TrackingState.Read(first.State(Extent)!.ToBytes())!);
        Assert.Equal(expected.Skip(30).SelectMany(cells => cells), Run(second, Scene, 30, Frames).SelectMany(cells => cells));
    }

    [Fact]
    public void State_WhileTheSeriesGoesOn_StaysAsItWas()
    {
        using var linking = Linking();
        _ = Run(linking, Scene, 0, 30);
        var state = linking.State(Extent)!;
        var bytes = state.ToBytes();
        _ = Run(linking, Scene, 30, Frames);
        Assert.Equal(bytes, state.ToBytes());
    }

    [Fact]
    public void Link_VolumesMissing_SaysNothingOfWhatIsGone()
    {
        using var linking = Linking();
        _ = Run(linking, t => [.. Steady(0.95f), Flash(t, 0.75f)], 0, Frames, timeStep: 3);
        Assert.Equal(MinScore, linking.Meaning!.LeastScore, 0.001f);
    }

    private static (float X, float Score)[] Scene(int t) => [.. Steady(0.8f), Flash(t, 0.75f)];

    /// <summary>Four cells that stay.</summary>
    private static (float X, float Score)[] Steady(float score) => [(40, score), (80, score), (120, score), (160, score)];

    /// <summary>Something far from where it was in the frames that are remembered.</summary>
    private static (float X, float Score) Flash(int t, float score) => (200 + 60 * (t % 4), score);

    private static (List<LinkedCell[]> Cells, ScoreMeaning? Meaning) Track(Func<int, (float X, float Score)[]> scene, bool settle = true)
    {
        using var linking = Linking(settle);
        var cells = Run(linking, scene, 0, Frames);
        return (cells, linking.Meaning);
    }

    private static CellLinking Linking(bool settle = true) =>
        new(new DistanceMatcher(0.01f), new LinkerOptions { SettleIn = settle }, ModelCalibration.Identity, MinScore);

    private static List<LinkedCell[]> Run(
        CellLinking linking,
        Func<int, (float X, float Score)[]> scene,
        int from,
        int to,
        int timeStep = 1
    ) => [.. Enumerable.Range(from, to - from).Select(t => linking.Link(Frame(scene(t)), timeStep, Extent, repeated: false).Cells)];

    private static DetectedFrame Frame((float X, float Score)[] cells) =>
        new(
            Array.ConvertAll(cells, c => new Detection(20, 20, c.X, 5, c.Score, 0, 0, 0, 0)),
            new float[cells.Length * DetectedFrame.EmbeddingLength],
            new VoxelGeometry(1, 1, 1),
            null
        );
}
