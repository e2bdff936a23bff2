using System.Numerics.Tensors;
using Cellect.Data.Tracks;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;

namespace Cellect.Model.Tracks;

/// <summary>
/// The two halves of tracking with one network, cells then links; <see cref="TrackingModel"/> runs them. A network may need later volumes
/// to describe an earlier one; what it returns is always of the oldest volume that it has taken and not yet described. Use it from one
/// thread.
/// </summary>
public interface INetworkTracking : IDisposable
{
    /// <summary>Forgets the series, undescribed volumes included: the next volume is the first of another.</summary>
    void Reset();

    /// <summary>Takes the next volume. <see cref="Link"/> must follow when there is a result.</summary>
    /// <typeparam name="T"><see cref="byte"/>, <see cref="ushort"/> or <see cref="float"/>.</typeparam>
    /// <param name="volume">Shape (z, y, x), the same for the whole series. Not needed any more after the call.</param>
    /// <param name="geometry">Voxel distances.</param>
    /// <returns>The cells of the oldest volume that has not been described; null when more volumes are needed first.</returns>
    /// <remarks>When it throws the volume has not been taken: those before it still wait to be described.</remarks>
    DetectedFrame? Detect<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
        where T : unmanaged;

    /// <summary>Describes the oldest undescribed volume although no volume follows: the series is over. Call until it returns null;
    /// <see cref="Link"/> must follow each result.</summary>
    DetectedFrame? Finish();

    /// <summary>Links the newest described frame to the one before and extends the tracks.</summary>
    /// <param name="frame">What <see cref="Detect"/> or <see cref="Finish"/> returned last.</param>
    /// <param name="timeStep">Time points since the frame before, at least 1; any value for the first frame.</param>
    /// <returns>The cells that count, each with its index in <paramref name="frame"/>: a model may leave some out, once it knows what went
    /// before; and the divisions among them.</returns>
    (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep);

    /// <summary>Tracks that turned out to be unstable with the frame that was linked last; none from a model that does not judge
    /// them.</summary>
    IReadOnlyList<UnstableTrack> Unstable => [];

    /// <summary>What has become of divisions that were told before, known since the frame that was linked last; null: this network confirms
    /// nothing.</summary>
    internal IReadOnlyList<DivisionVerdict>? Verdicts => null;

    /// <summary>What scores mean for the frame that was linked last; null: this network does not settle in.</summary>
    internal ScoreMeaning? Meaning => null;

    /// <summary>Where the network runs: <c>cpu</c> or <c>cuda</c>. Any thread.</summary>
    internal string Device => "cpu";

    /// <summary>Why the graphics card is no longer used; null while it is, and where there is none.</summary>
    internal string? CardFailure => null;

    /// <summary>What the frame that was linked last leaves for the next; null: this network cannot go on in another process.</summary>
    internal TrackingState? State => null;

    /// <summary>Goes on from what another process left, in place of a first frame.</summary>
    /// <returns>False: this network cannot; nothing has changed.</returns>
    internal bool TryResume(TrackingState state) => false;

    /// <summary>From the next frame that is linked on, what people's words on the session say of its probabilities counts, until
    /// <see cref="Reset"/>.</summary>
    /// <returns>False: this network does not learn from them; nothing has changed.</returns>
    internal bool TryCalibrate(SessionCalibration said) => false;

    /// <summary>Begins a series whose earlier tracks are recorded and cannot be linked to: new ones are numbered after them.</summary>
    /// <param name="lastTrack">Highest track id in use.</param>
    internal void NumberAfter(int lastTrack) { }
}
