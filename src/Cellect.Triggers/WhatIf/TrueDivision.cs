using Cellect.Analysis.Graphs;
using Cellect.Data.Regions;
using Cellect.Data.Volumes;

namespace Cellect.Triggers.WhatIf;

/// <summary>A labelled division.</summary>
/// <param name="T">Time point in which the daughters are first there.</param>
/// <param name="First">Where the one is, µm.</param>
/// <param name="Second">Where the other is, µm.</param>
internal readonly record struct TrueDivision(int T, Position First, Position Second)
{
    /// <summary>The divisions of a truth table.</summary>
    /// <param name="truth">The table.</param>
    /// <param name="voxel">Voxel size of the recording.</param>
    public static IReadOnlyList<TrueDivision> Of(TrackGraph truth, VoxelSize voxel)
    {
        var divisions = new List<TrueDivision>();
        for (var node = 0; node < truth.NodeCount; node++)
            if (truth.Divides(node))
                divisions.Add(
                    new TrueDivision(truth.Frame(truth.FirstChild(node)), Place(truth.FirstChild(node)), Place(truth.SecondChild(node)))
                );
        return divisions;

        Position Place(int node)
        {
            var (z, y, x) = truth.Position(node);
            return new Position(z * voxel.Z, y * voxel.Y, x * voxel.X);
        }
    }

    /// <summary>How far two daughters are from these, each from its own: the farther of the two, of the better pairing; µm.</summary>
    public double DistanceTo(IReadOnlyList<Position> daughters) =>
        Math.Min(
            Math.Max(First.DistanceTo(daughters[0]), Second.DistanceTo(daughters[1])),
            Math.Max(First.DistanceTo(daughters[1]), Second.DistanceTo(daughters[0]))
        );
}
