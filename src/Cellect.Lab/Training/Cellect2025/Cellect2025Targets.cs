namespace Cellect.Lab.Training.Cellect2025;

/// <summary>What the network should say of one pair of frames, and of which voxels that is known. All maps are [z, y, x] of the
/// crop.</summary>
internal sealed class Cellect2025Targets
{
    // Cells that divide count this much in the centre and segmentation losses (cellect-reference.md §8.3).
    private const float DividingWeight = 4;

    /// <param name="now">Frame t, which the network describes.</param>
    /// <param name="next">Frame t+1.</param>
    /// <param name="lineage">For each cell of t+1 its origin in t, as CropSampler.Lineage gives it.</param>
    /// <param name="complete">Every cell and every link is annotated.</param>
    /// <param name="dark">Voxels of t outside annotated cells that are known to be background; null: all.</param>
    public Cellect2025Targets(CellMap now, CellMap next, (int Parent, bool Daughter)[] lineage, bool complete, bool[]? dark)
    {
        Cells = now.Cells;
        Origins = [.. lineage.Select((l, i) => new Origin(l.Parent, l.Daughter, complete || l.Parent >= 0))];
        Fates = Enumerable.Repeat(complete ? Fate.GoesOn : Fate.Unknown, now.Cells.Length).ToArray();
        foreach (var origin in Origins.Where(o => o.Parent >= 0))
            if (Fates[origin.Parent] != Fate.Divides)
                Fates[origin.Parent] = origin.Daughter ? Fate.Divides : Fate.GoesOn;

        float Dark(int voxel) => dark is null || dark[voxel] ? 1 : 0;
        Levels = now.Levels();
        Inside = now.Map(_ => 1, _ => 0);
        Weight = now.Map(i => Fates[i] == Fate.Divides ? DividingWeight : 1, _ => 1);
        Radius = now.Map(i => now.Cells[i].Radius, _ => 0);
        Mother = now.Map(i => Fates[i] == Fate.Divides ? 1 : 0, _ => 0);
        Daughter = next.Map(i => Origins[i].Daughter ? 1 : 0, _ => 0);
        JudgedInside = now.Map(_ => 1, Dark);
        JudgedCentre = now.Map(_ => 1, voxel => now.Shell[voxel] ? 1 : Dark(voxel));
        JudgedMother = now.Map(i => Fates[i] == Fate.Unknown ? 0 : 1, Dark);
        JudgedDaughter = next.Map(i => Origins[i].Known ? 1 : 0, Dark);
        Complete = complete;
    }

    /// <summary>What becomes of a cell until the next frame.</summary>
    internal enum Fate
    {
        Unknown,
        GoesOn,
        Divides,
    }

    /// <summary>Where a cell of t+1 comes from.</summary>
    internal readonly record struct Origin(int Parent, bool Daughter, bool Known);

    /// <summary>Cells of t; may lie outside the crop.</summary>
    public TrainingCell[] Cells { get; }

    /// <summary>Of each cell of t.</summary>
    public Fate[] Fates { get; }

    /// <summary>Of each cell of t+1.</summary>
    public Origin[] Origins { get; }

    /// <summary>Every cell and every link is annotated.</summary>
    public bool Complete { get; }

    /// <summary>0 to 4.</summary>
    public float[] Levels { get; }

    /// <summary>1 in cells of t.</summary>
    public float[] Inside { get; }

    /// <summary>Weight in the centre and segmentation losses.</summary>
    public float[] Weight { get; }

    /// <summary>Columns; 0 outside cells.</summary>
    public float[] Radius { get; }

    /// <summary>1 in cells of t that divide.</summary>
    public float[] Mother { get; }

    /// <summary>1 in cells of t+1 that were born since t.</summary>
    public float[] Daughter { get; }

    /// <summary>1 where the class is known.</summary>
    public float[] JudgedInside { get; }

    /// <summary>1 where the level is known.</summary>
    public float[] JudgedCentre { get; }

    /// <summary>1 where <see cref="Mother"/> is known.</summary>
    public float[] JudgedMother { get; }

    /// <summary>1 where <see cref="Daughter"/> is known.</summary>
    public float[] JudgedDaughter { get; }
}
