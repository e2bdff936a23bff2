namespace Cellect.Stream.Simulation;

/// <summary>Cells that go out of sight and come back, as those that lose their label, go dark or lie out of focus for a while.</summary>
internal sealed class Visibility(SceneParameters scene, ulong seed)
{
    // A cell stays out of sight for seven frames in the mean, so that most come back as strangers.
    private const float ReturnPerFrame = 0.15f;

    private RandomStream _random = new(seed, 9);
    private bool _begun;

    /// <summary>Decides for each cell whether it is seen in the frame that comes.</summary>
    public void Advance(List<Cell> cells)
    {
        var loss = (float)scene.LossPerFrame;
        if (loss <= 0)
            return;
        foreach (var cell in cells)
        {
            var draw = _random.Uniform();
            // The first frame is one of many: as many cells are out of sight as ever after.
            cell.Hidden =
                !_begun ? draw < loss / (loss + ReturnPerFrame)
                : cell.Hidden ? draw >= ReturnPerFrame
                : draw < loss;
        }

        _begun = true;
    }
}
