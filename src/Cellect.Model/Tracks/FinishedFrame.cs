using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Model.Tracks;

/// <summary>What a model made of one volume. Whoever receives it owns <see cref="Volume"/>.</summary>
/// <param name="Volume">The volume that was pushed.</param>
/// <param name="Frame">Its cells, with track ids, links and divisions; null when the model failed on it.</param>
/// <param name="Failure">Why there is no frame. The series goes on without this volume.</param>
internal sealed record FinishedFrame(Volume Volume, TrackedFrame? Frame, Exception? Failure)
{
    /// <summary>How far everything had moved since the volume before, voxels; 0 where nothing was taken out before linking.</summary>
    public (int Z, int Y, int X) Shift { get; init; }
}
