using Cellect.Lab.Training;

namespace Cellect.Lab.Tests.Training;

public sealed class TrainingCheckpointTests : IDisposable
{
    private static readonly TrainingOptions Tiny = new()
    {
        CropDepth = 8,
        CropSide = 32,
        SequencesPerStep = 1,
    };
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    private string Path0 => Path.Combine(_folder, "last.safetensors");

    [Fact]
    public void Resume_AfterSave_WritesTheSameBytesAgain()
    {
        var state = new TrainingState(2, 0.25, 0.5, -1);
        using (var steps = Trained())
            steps.Save(Path0, state);
        using var resumed = new TrainingSteps(Tiny);
        Assert.Equal(state, resumed.Resume(Path0));
        var again = Path.Combine(_folder, "again.safetensors");
        resumed.Save(again, state);
        // Weights, both moments of every parameter and their step.
        Assert.Equal(File.ReadAllBytes(Path0), File.ReadAllBytes(again));
    }

    [Fact]
    public void Resume_BesideAHalfWrittenCheckpoint_TakesTheWholeOne()
    {
        var state = new TrainingState(2, 0.25, 0.5, -1);
        using (var steps = Trained())
            steps.Save(Path0, state);
        // What a kill in the middle of the next checkpoint leaves.
        File.WriteAllBytes(Path0 + ".tmp", File.ReadAllBytes(Path0)[..1000]);
        using var resumed = new TrainingSteps(Tiny);
        Assert.Equal(state, resumed.Resume(Path0));
        resumed.Save(Path0, state with { Steps = 3 });
        Assert.Equal(3, resumed.Resume(Path0).Steps);
    }

    [Fact]
    public void Resume_CutOffCheckpoint_IsRefused()
    {
        using var steps = Trained();
        steps.Save(Path0, TrainingState.Beginning);
        File.WriteAllBytes(Path0, File.ReadAllBytes(Path0)[..5000]);
        Assert.Throws<InvalidDataException>(() => steps.Resume(Path0));
    }

    private static TrainingSteps Trained()
    {
        var steps = new TrainingSteps(Tiny);
        steps.Take(NetworkTrainerTests.Balls(1));
        steps.Take(NetworkTrainerTests.Balls(2));
        return steps;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
