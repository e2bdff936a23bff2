using System.Globalization;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Live.Pipeline;

/// <summary>What is questionable about a series that can be tracked all the same: each told once, and an alert as long as the series
/// lasts.</summary>
/// <param name="several">One of several populations: bacteria beside cells are no mistake of the voxel size.</param>
internal sealed class SeriesDoubts(bool several = false)
{
    // No microscope resolves cells with columns wider or narrower than this, micrometres.
    private const double WidestColumn = 20,
        NarrowestColumn = 0.02;

    // Slices farther apart, in columns, than the network knows (README, "Limits").
    private const double FarthestSlices = 12;

    // Radii of cells, and of bacteria, micrometres.
    private const double LeastRadius = 1,
        LeastOfSeveral = 0.2,
        MostRadius = 50;

    // So many frames with as many cells tell a radius.
    private const int Frames = 3,
        LeastCells = 5;

    private readonly List<double> _radii = [];
    private bool _judged;

    /// <summary>All that was told.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What the first volume's header leaves in doubt.</summary>
    public IReadOnlyList<string> Of(VolumeHeader header)
    {
        var doubts = new List<string>();
        if (header.Shape.Z == 1)
            doubts.Add(
                "volumes have one slice: cells are found in three dimensions, few of them in one image; if the images "
                    + "are slices, send them as one volume (z,y,x)"
            );
        if (OfVoxel(header.VoxelMicrometres) is { } doubt)
            doubts.Add(doubt);
        return Tell(doubts);
    }

    /// <summary>What the sizes of the cells leave in doubt.</summary>
    public IReadOnlyList<string> Of(TrackedFrame frame)
    {
        if (_judged || frame.Cells.Count < LeastCells)
            return [];
        var radii = frame.Cells.Select(cell => cell.Radius * frame.Header.VoxelMicrometres.X).Order().ToArray();
        _radii.Add(radii[radii.Length / 2]);
        if (_radii.Count < Frames)
            return [];
        _judged = true;
        var radius = _radii.Order().ElementAt(Frames / 2);
        var least = several ? LeastOfSeveral : LeastRadius;
        return radius >= least && radius <= MostRadius
            ? []
            : Tell([
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cells have a radius of {radius:G3} µm, where {least} to {MostRadius} is usual; is the voxel "
                        + $"size {frame.Header.VoxelMicrometres} µm (z,y,x) right?"
                ),
            ]);
    }

    private static string? OfVoxel(VoxelSize voxel) =>
        voxel.X > WidestColumn
            ? $"voxels of {voxel} µm (z,y,x) are too wide for cells; were nanometres taken for micrometres? Then it is "
                + Scaled(voxel, 1e-3)
        : voxel.X < NarrowestColumn
            ? $"voxels of {voxel} µm (z,y,x) are too small for a microscope; were millimetres taken for micrometres? Then "
                + "it is "
                + Scaled(voxel, 1e3)
        : voxel.X >= 2 * voxel.Z ? $"voxels of {voxel} µm (z,y,x) have slices closer than columns; is the order z,y,x?"
        : Math.Max(voxel.X / voxel.Y, voxel.Y / voxel.X) >= 2 ? $"voxels of {voxel} µm (z,y,x) are not square; is the order z,y,x?"
        : voxel.Anisotropy > FarthestSlices
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"voxels of {voxel} µm (z,y,x) have slices {voxel.Anisotropy:0.#} columns apart, and the network knows up to 10; "
                    + $"is the distance of the slices right?"
            )
        : null;

    private static string Scaled(VoxelSize voxel, double factor) =>
        new VoxelSize(voxel.Z * factor, voxel.Y * factor, voxel.X * factor).ToString();

    private List<string> Tell(List<string> doubts)
    {
        Told.AddRange(doubts);
        return doubts;
    }
}
