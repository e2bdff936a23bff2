using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Benchmarks.Accuracy.Tracking;

/// <summary>Volumes in, tracked cells out: the model, or the model with a part replaced.</summary>
internal interface ITrackingMethod : IDisposable
{
    /// <summary>Finds and links the cells of the next volume.</summary>
    (DetectedFrame Frame, LinkedCell[] Cells, DivisionEvent[] Divisions) Track(Volume volume);
}
