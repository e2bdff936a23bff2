namespace Cellect.Stream.Simulation;

/// <summary>Moves, divides and removes cells: by its own dynamics or from a table.</summary>
internal interface ICellMotion
{
    /// <summary>The cells of the present frame.</summary>
    List<Cell> Cells { get; }

    /// <summary>Displacement of the picture against the places of the cells: drift and stage jitter, voxels.</summary>
    Vec3 Offset { get; }

    /// <summary>Goes one frame on. Not called before the first frame.</summary>
    void Advance();
}
