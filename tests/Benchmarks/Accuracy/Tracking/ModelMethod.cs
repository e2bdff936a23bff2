using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Tracking;

/// <summary>The model as the service and <c>track</c> use it.</summary>
/// <param name="tracking">Owned.</param>
internal sealed class ModelMethod(LiveTracking tracking) : ITrackingMethod
{
    /// <summary>Reads a model file; every other option at its default.</summary>
    /// <param name="model">The file.</param>
    /// <param name="settleIn">Whether series settle in.</param>
    public static ModelMethod Load(string model, bool settleIn = true) =>
        new(LiveTracking.Load(model, new DetectorOptions(), new LinkerOptions { SettleIn = settleIn }));

    public (DetectedFrame Frame, LinkedCell[] Cells, DivisionEvent[] Divisions) Track(Volume volume)
    {
        var frame = tracking.Detect(volume)!;
        var (cells, divisions) = tracking.Link(frame, 1);
        return (frame, cells, divisions);
    }

    public void Dispose() => tracking.Dispose();
}
