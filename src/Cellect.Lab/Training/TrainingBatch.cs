using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Training;

/// <summary>Images and targets of one training step, on the processor's side.</summary>
internal sealed class TrainingBatch
{
    // The four nested levels reach this far from the centre, in radii; level 4 is the innermost.
    private static readonly float[] LevelReach = [0.75f, 0.55f, 0.38f, 0.22f];

    // A centre is never known better than about a slice: nuclei of anisotropic volumes keep this axial extent, slices.
    private const float LeastAxialRadius = 1.5f;

    // Two cells of one size lie at least about 1.5 radii apart, and a neighbour's outermost level begins 0.75 radii before its centre:
    // up to here an annotated cell says of the centre levels what is true, whether its neighbours are annotated or not.
    private const float ShellReach = 1.2f;

    private readonly int _depth,
        _side;

    public TrainingBatch(int items, int depth, int side)
    {
        (Items, _depth, _side) = (items, depth, side);
        Images = new float[items * 2 * depth * side * side];
        Level = new byte[items * depth * (side / 2) * (side / 2)];
        Foreground = new byte[Level.Length];
        (CentreTrust, ForegroundTrust) = (new float[Level.Length], new float[Level.Length]);
        Array.Fill(CentreTrust, 1);
        Array.Fill(ForegroundTrust, 1);
        Cells = new BatchCell[items][];
    }

    /// <summary>A cell whose centre lies in the crop.</summary>
    /// <param name="Cell">Position and radius in the crop.</param>
    /// <param name="BackZ">Way to the parent, slices.</param>
    /// <param name="BackY">Rows.</param>
    /// <param name="BackX">Columns.</param>
    /// <param name="Parent">Index among the frame before's cells of this batch item's sequence, -1: none.</param>
    /// <param name="Index">Index among this frame's cells.</param>
    /// <param name="Daughter">Born by a division since the previous volume.</param>
    /// <param name="OriginKnown">Whether <paramref name="Daughter"/> is known.</param>
    /// <param name="RadiusKnown">Whether the radius is measured.</param>
    internal readonly record struct BatchCell(
        TrainingCell Cell,
        float BackZ,
        float BackY,
        float BackX,
        int Parent,
        int Index,
        bool Daughter,
        bool OriginKnown,
        bool RadiusKnown
    );

    /// <summary>Pairs in the batch.</summary>
    public int Items { get; }

    /// <summary>[items, 2, z, y, x], newest volume first.</summary>
    public float[] Images { get; }

    /// <summary>[items, z, y/2, x/2], 0 to 4.</summary>
    public byte[] Level { get; }

    /// <summary>[items, z, y/2, x/2], 0 or 1.</summary>
    public byte[] Foreground { get; }

    /// <summary>[items, z, y/2, x/2], how far <see cref="Level"/> is to be believed, 0 to 1; 0: nobody knows.</summary>
    public float[] CentreTrust { get; }

    /// <summary>Likewise of <see cref="Foreground"/>.</summary>
    public float[] ForegroundTrust { get; }

    /// <summary>Cells of each item's newest volume.</summary>
    public BatchCell[][] Cells { get; }

    public void SetImages(int item, float[] newest, float[] previous)
    {
        var voxels = _depth * _side * _side;
        newest.CopyTo(Images, item * 2 * voxels);
        previous.CopyTo(Images, (item * 2 + 1) * voxels);
    }

    /// <summary>For sparse annotation, before <see cref="SetCells"/>: of this item only the dark voxels are supervised, and what the cells
    /// add.</summary>
    public void SuperviseOnly(int item, bool[] dark)
    {
        for (var i = 0; i < dark.Length; i++)
            CentreTrust[item * dark.Length + i] = ForegroundTrust[item * dark.Length + i] = dark[i] ? 1 : 0;
    }

    /// <summary>Places where there is no cell, after <see cref="SetCells"/>: what a cell covers stays the cell's, for the word may have
    /// been on a second detection of it.</summary>
    public void SetAbsent(int item, IEnumerable<TrainingCell> places, float anisotropy)
    {
        foreach (var place in places)
            Around(item, place, anisotropy, LevelReach[0], (index, _) =>
            {
                if (Foreground[index] == 0)
                    CentreTrust[index] = ForegroundTrust[index] = 1;
            });
    }

    public void SetCells(
        int item,
        TrainingCell[] newest,
        TrainingCell[] previous,
        (int Parent, bool Daughter)[] lineage,
        TrainingSequence sequence
    )
    {
        var inside = new List<BatchCell>();
        for (var i = 0; i < newest.Length; i++)
        {
            var cell = newest[i];
            Paint(item, cell, sequence.Geometry.Anisotropy);
            if (cell.Z < 0 || cell.Y < 0 || cell.X < 0 || cell.Z > _depth - 1 || cell.Y > _side - 1 || cell.X > _side - 1)
                continue;
            var (parent, daughter) = lineage[i];
            var back = parent >= 0 ? previous[parent] : cell;
            inside.Add(
                new BatchCell(
                    cell,
                    back.Z - cell.Z,
                    back.Y - cell.Y,
                    back.X - cell.X,
                    parent,
                    i,
                    daughter,
                    parent >= 0 || (sequence.Dense && sequence.LinksKnown),
                    sequence.RadiiKnown
                )
            );
        }

        Cells[item] = [.. inside];
    }

    private void Paint(int item, TrainingCell cell, float anisotropy)
    {
        Around(item, cell, anisotropy, ShellReach, (index, distance) => Mark(index, distance, cell.Weight));
        var half = _side / LiveNetwork.LateralStride;
        var (cy, cx) = OnMap(cell);
        int nz = (int)MathF.Round(cell.Z),
            ny = (int)MathF.Round(cy),
            nx = (int)MathF.Round(cx);
        if (nz >= 0 && nz < _depth && ny >= 0 && ny < half && nx >= 0 && nx < half)
            Level[((item * _depth + nz) * half + ny) * half + nx] = CentreNetwork.Levels;
    }

    // Map voxel i covers input voxels 2i and 2i + 1.
    private static (float Y, float X) OnMap(TrainingCell cell) => ((cell.Y - 0.5f) / 2, (cell.X - 0.5f) / 2);

    /// <summary>Calls for each map voxel around a cell with its index and its distance in radii.</summary>
    private void Around(int item, TrainingCell cell, float anisotropy, float reach, Action<int, float> visit)
    {
        var half = _side / LiveNetwork.LateralStride;
        var axial = Math.Max(cell.Radius / anisotropy, LeastAxialRadius);
        var (cy, cx) = OnMap(cell);
        var lateral = cell.Radius / 2;
        int z0 = Math.Max(0, (int)MathF.Ceiling(cell.Z - reach * axial)),
            z1 = Math.Min(_depth - 1, (int)MathF.Floor(cell.Z + reach * axial));
        int y0 = Math.Max(0, (int)MathF.Ceiling(cy - reach * lateral)),
            y1 = Math.Min(half - 1, (int)MathF.Floor(cy + reach * lateral));
        int x0 = Math.Max(0, (int)MathF.Ceiling(cx - reach * lateral)),
            x1 = Math.Min(half - 1, (int)MathF.Floor(cx + reach * lateral));
        for (var z = z0; z <= z1; z++)
        for (var y = y0; y <= y1; y++)
        for (var x = x0; x <= x1; x++)
        {
            float dz = (z - cell.Z) / axial,
                dy = (y - cy) / lateral,
                dx = (x - cx) / lateral;
            var distance = MathF.Sqrt(dz * dz + dy * dy + dx * dx);
            if (distance <= reach)
                visit(((item * _depth + z) * half + y) * half + x, distance);
        }
    }

    private void Mark(int index, float distance, float weight)
    {
        CentreTrust[index] = Math.Max(CentreTrust[index], weight);
        if (distance > 1)
            return;
        ForegroundTrust[index] = Math.Max(ForegroundTrust[index], weight);
        Foreground[index] = 1;
        byte level = 0;
        while (level < LevelReach.Length && distance <= LevelReach[level])
            level++;
        Level[index] = Math.Max(Level[index], level);
    }
}
