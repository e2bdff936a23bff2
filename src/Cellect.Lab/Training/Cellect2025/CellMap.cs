namespace Cellect.Lab.Training.Cellect2025;

/// <summary>
/// Which voxel of a crop belongs to which cell: ellipsoids of the annotated radius in the plane and radius over anisotropy plus one slice
/// along z. A voxel in two belongs to the one relative to whose extent it lies further in. (The published labels are stacks of discs of one
/// radius, whose cores are painted last: cellect-reference.md §8.1; at its five-fold slices nearly the same, at isotropic ones cylinders.)
/// </summary>
internal sealed class CellMap
{
    /// <summary>Up to here, in extents, what is annotated says that there is no other centre (docs/training.md, "Sparse
    /// annotation").</summary>
    private const float ShellReach = 1.2f;

    private readonly int _depth,
        _side;

    /// <param name="cells">In voxels of the crop; may lie outside.</param>
    /// <param name="depth">Slices.</param>
    /// <param name="side">Rows and columns.</param>
    /// <param name="anisotropy">Slice distance over column distance.</param>
    public CellMap(TrainingCell[] cells, int depth, int side, float anisotropy)
    {
        (Cells, _depth, _side) = (cells, depth, side);
        Owner = new int[depth * side * side];
        Array.Fill(Owner, -1);
        Shell = new bool[Owner.Length];
        var nearest = new float[Owner.Length];
        Array.Fill(nearest, float.PositiveInfinity);
        for (var i = 0; i < cells.Length; i++)
            Paint(i, cells[i], cells[i].Radius / anisotropy + 1, nearest);
    }

    /// <summary>The cells.</summary>
    public TrainingCell[] Cells { get; }

    /// <summary>[z, y, x] index of the cell, -1: none.</summary>
    public int[] Owner { get; }

    /// <summary>[z, y, x] in a cell or close around one.</summary>
    public bool[] Shell { get; }

    /// <summary>
    /// [z, y, x] levels 1 to 4 around the centres, 0 elsewhere and outside cells: max(0, 4 − |dy| − |dx| − |dz|), the published diamond
    /// with its extension along z.
    /// </summary>
    public float[] Levels()
    {
        const int highest = 4;
        var levels = new float[Owner.Length];
        foreach (var cell in Cells)
        {
            int cz = (int)MathF.Round(cell.Z),
                cy = (int)MathF.Round(cell.Y),
                cx = (int)MathF.Round(cell.X);
            for (var z = Math.Max(0, cz - highest + 1); z <= Math.Min(_depth - 1, cz + highest - 1); z++)
            for (var y = Math.Max(0, cy - highest + 1); y <= Math.Min(_side - 1, cy + highest - 1); y++)
            for (var x = Math.Max(0, cx - highest + 1); x <= Math.Min(_side - 1, cx + highest - 1); x++)
            {
                var at = (z * _side + y) * _side + x;
                if (Owner[at] >= 0)
                    levels[at] = Math.Max(levels[at], highest - Math.Abs(z - cz) - Math.Abs(y - cy) - Math.Abs(x - cx));
            }
        }

        return levels;
    }

    /// <summary>[z, y, x] a value of each voxel's cell, or of none.</summary>
    public float[] Map(Func<int, float> ofCell, Func<int, float> ofNone)
    {
        var map = new float[Owner.Length];
        for (var i = 0; i < map.Length; i++)
            map[i] = Owner[i] >= 0 ? ofCell(Owner[i]) : ofNone(i);
        return map;
    }

    private void Paint(int index, TrainingCell cell, float axial, float[] nearest)
    {
        float reachZ = ShellReach * axial,
            reach = ShellReach * cell.Radius;
        for (var z = Math.Max(0, (int)MathF.Ceiling(cell.Z - reachZ)); z <= Math.Min(_depth - 1, cell.Z + reachZ); z++)
        for (var y = Math.Max(0, (int)MathF.Ceiling(cell.Y - reach)); y <= Math.Min(_side - 1, cell.Y + reach); y++)
        for (var x = Math.Max(0, (int)MathF.Ceiling(cell.X - reach)); x <= Math.Min(_side - 1, cell.X + reach); x++)
        {
            float dz = (z - cell.Z) / axial,
                dy = (y - cell.Y) / cell.Radius,
                dx = (x - cell.X) / cell.Radius;
            var square = dz * dz + dy * dy + dx * dx;
            var at = (z * _side + y) * _side + x;
            if (square > ShellReach * ShellReach)
                continue;
            Shell[at] = true;
            if (square <= 1 && square < nearest[at])
                (nearest[at], Owner[at]) = (square, index);
        }
    }
}
