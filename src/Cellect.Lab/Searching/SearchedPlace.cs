using Cellect.Analysis.Finishing;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;

namespace Cellect.Lab.Searching;

/// <summary>A gap that is being searched from its first time point to its last: where the cell is expected, and what a detection there
/// means.</summary>
/// <param name="gap">The gap.</param>
/// <param name="voxel">Extent of a voxel, µm.</param>
internal sealed class SearchedPlace(TrackGap gap, VoxelSize voxel)
{
    // Of the radius: how well a place is known, and how far a cell goes in a time point beyond what its two ends tell.
    private const double PlaceSigma = 0.3,
        StepSigma = 0.3;

    // A cell has about the ball of so many radii for itself; farther from its place a detection is another's.
    private const double OwnRadii = 1.5;
    private const double LeastRadius = 1;

    private (int T, TrackedCell Cell) _last = (gap.FromT, gap.From);

    /// <summary>The gap.</summary>
    public TrackGap Gap => gap;

    /// <summary>Radius of the cell, µm.</summary>
    public double Radius { get; } = Math.Max(LeastRadius, Math.Max(gap.From.Radius, gap.To.Radius)) * voxel.X;

    /// <summary>Where the cell is expected, voxels: on the straight way from where it was seen or found last to where it is seen
    /// again.</summary>
    public (double Z, double Y, double X) At(int t)
    {
        var share = (t - _last.T) / (double)(gap.ToT - _last.T);
        return (Way(_last.Cell.Z, gap.To.Z), Way(_last.Cell.Y, gap.To.Y), Way(_last.Cell.X, gap.To.X));

        double Way(float from, float to) => from + share * (to - from);
    }

    /// <summary>Probability that a detection is the cell.</summary>
    /// <param name="t">Time point.</param>
    /// <param name="cell">The detection, voxels.</param>
    /// <param name="believed">Probability that it is a cell, wherever it was found.</param>
    public double Probability(int t, Detection cell, double believed)
    {
        var (z, y, x) = At(t);
        var squared = Squared(cell.Z - z, cell.Y - y, cell.X - x) / (Radius * Radius);
        if (squared > OwnRadii * OwnRadii)
            return 0;
        // A way between two known places is least known in its middle.
        double before = t - _last.T,
            after = gap.ToT - t;
        var variance = PlaceSigma * PlaceSigma + StepSigma * StepSigma * before * after / (before + after);
        var density = Math.Exp(-squared / (2 * variance)) / Math.Pow(2 * Math.PI * variance, 1.5);
        var alike = density * 4 / 3 * Math.PI * Math.Pow(OwnRadii, 3);
        var odds = Math.Clamp(believed, 1e-6, 1 - 1e-6) / (1 - Math.Clamp(believed, 1e-6, 1 - 1e-6)) * alike;
        return gap.Probability * odds / (1 + odds);
    }

    /// <summary>Whether a place, voxels, is the cell's own or so near that there is no room for another.</summary>
    public bool IsAt(Detection cell, float z, float y, float x) => Squared(cell.Z - z, cell.Y - y, cell.X - x) < Radius * Radius;

    /// <summary>Takes a detection for the cell.</summary>
    public FoundCell Take(int t, Detection cell, double probability)
    {
        var found = gap.From with
        {
            Z = cell.Z,
            Y = cell.Y,
            X = cell.X,
            Radius = cell.Radius,
            Score = (float)probability,
            Division = 0,
            Link = (float)probability,
        };
        _last = (t, found);
        return new FoundCell(t, found, probability);
    }

    private double Squared(double z, double y, double x)
    {
        var (dz, dy, dx) = (z * voxel.Z, y * voxel.Y, x * voxel.X);
        return dz * dz + dy * dy + dx * dx;
    }
}
