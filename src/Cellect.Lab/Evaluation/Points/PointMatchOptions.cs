using System.ComponentModel.DataAnnotations;
using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>How near a result has to be to its truth, and what the truth covers.</summary>
public sealed class PointMatchOptions
{
    /// <summary>What one voxel along z counts in the distance, above 0: the voxel size in micrometres, or 5 where z is to count
    /// five-fold.</summary>
    [Range(1e-9, 1e9)]
    public double ScaleZ { get; init; } = 1;

    /// <summary>What one voxel along y counts in the distance, above 0.</summary>
    [Range(1e-9, 1e9)]
    public double ScaleY { get; init; } = 1;

    /// <summary>What one voxel along x counts in the distance, above 0.</summary>
    [Range(1e-9, 1e9)]
    public double ScaleX { get; init; } = 1;

    /// <summary>Farthest pair that may match, in the unit of the scales, above 0.</summary>
    [Range(1e-9, 1e12)]
    public required double MaxDistance { get; init; }

    /// <summary>The truth names some of the cells only: what it says nothing about is not counted as false.</summary>
    public bool Sparse { get; init; }

    /// <summary>What is no cell of the truth: result cells there that match none are no errors.</summary>
    public IReadOnlyList<IgnoredPlace> Ignored { get; init; } = [];

    /// <summary>First frame that counts; the truth's first by default.</summary>
    public int? FirstFrame { get; init; }

    /// <summary>Last frame that counts; the truth's last by default.</summary>
    public int? LastFrame { get; init; }

    /// <summary>Truth and result in the frames that count.</summary>
    internal (TrackGraph Truth, TrackGraph Result) Cut(TrackGraph truth, TrackGraph result)
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        var (first, last) = (FirstFrame ?? truth.FirstFrame, LastFrame ?? truth.LastFrame);
        return (truth.Within(first, last), result.Within(first, last));
    }
}
