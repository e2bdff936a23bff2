using Cellect.Data.Volumes;

namespace Cellect.Stream.Simulation;

public sealed partial record SceneParameters
{
    private const double DefaultColumns = 192;

    /// <summary>Table of nodes that says where the cells are; null: they move by dynamics of their own.</summary>
    public string? NodesFile { get; init; }

    /// <summary>Distance of the table's slices, µm.</summary>
    public double NodesSliceMicrometres { get; init; } = 1;

    /// <summary>Distance of the table's rows and of its columns, µm.</summary>
    public double NodesColumnMicrometres { get; init; } = 1;

    /// <summary>
    /// A scene that follows a lineage table. The volume is centred on the box around all nodes, with a margin; radii follow from the
    /// distances of neighbours, up to <see cref="RadiusVoxels"/>.
    /// </summary>
    /// <param name="nodesFile">The table: <c>t,z,y,x,id,parent</c>, voxels of the table.</param>
    /// <param name="nodesSliceMicrometres">Distance of the table's slices, µm.</param>
    /// <param name="nodesColumnMicrometres">Distance of the table's rows and columns, µm.</param>
    /// <param name="columnMicrometres">Distance of rows and columns of the volume; null: so that about 192 of them hold the table.</param>
    /// <param name="anisotropy">Distance of slices over that of columns; null: as in the table, at least 3.</param>
    /// <exception cref="FormatException">The table is broken; the text names file, line, value and remedy.</exception>
    public static SceneParameters Lineage(
        string nodesFile,
        double nodesSliceMicrometres,
        double nodesColumnMicrometres,
        double? columnMicrometres = null,
        double? anisotropy = null
    )
    {
        var track = new LineageGeometry(LineageTable.Read(nodesFile), nodesSliceMicrometres, nodesColumnMicrometres);
        var neighbour = track.MedianNeighbourMicrometres();
        var span = track.HighMicrometres - track.LowMicrometres;
        var margin = 2 * LineagePlayback.RadiusOverNeighbour * neighbour;
        var column = columnMicrometres ?? (Math.Max(Math.Max(span.Y, span.X), 1e-3) + (2 * margin)) / DefaultColumns;
        var ratio = anisotropy ?? Math.Max(nodesSliceMicrometres / column, 3);
        return new SceneParameters
        {
            Name = "lineage",
            NodesFile = nodesFile,
            NodesSliceMicrometres = nodesSliceMicrometres,
            NodesColumnMicrometres = nodesColumnMicrometres,
            ColumnMicrometres = column,
            Anisotropy = ratio,
            Frames = track.Frames,
            RadiusVoxels = 2 * LineagePlayback.RadiusOverNeighbour * neighbour / column,
            Shape = new VolumeShape(
                Extent(span.Z + (2 * margin), column * ratio),
                Extent(span.Y + (2 * margin), column),
                Extent(span.X + (2 * margin), column)
            ),
            CondensationFrames = 1.2,
            MetaphaseFrames = 1.2,
            AnaphaseFrames = 3,
        };
    }

    private static int Extent(double micrometres, double step) => (int)Math.Clamp(Math.Ceiling(micrometres / step) + 1, 1, 8192);
}
