using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>Volumes with their truth. The volumes are read once, one after the other; the truth is complete when all are read.</summary>
internal interface ISpecimen : IDisposable
{
    /// <summary>Short name, for progress and file names.</summary>
    string Name { get; }

    /// <summary>Number of volumes.</summary>
    int Frames { get; }

    /// <summary>The volumes, T = 0, 1, 2, ...; each is the caller's to dispose.</summary>
    IEnumerable<Volume> Read(VolumePool pool);

    /// <summary>The cells that are scored, frames as in <see cref="Read"/>.</summary>
    TrackGraph Truth { get; }

    /// <summary>Every cell there is; null where nobody knows them all.</summary>
    TrackGraph? Everything { get; }

    /// <summary>How near is near enough.</summary>
    PointMatchOptions Match { get; }
}
