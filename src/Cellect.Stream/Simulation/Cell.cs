namespace Cellect.Stream.Simulation;

/// <summary>State of one cell; everything else about it follows from this and the scene.</summary>
internal sealed class Cell
{
    public required int Id { get; init; }

    /// <summary>Place in voxels of x, without the jitter of the stage.</summary>
    public Vec3 Position;

    /// <summary>Own step of the last frame.</summary>
    public Vec3 Step;

    /// <summary>Axes of the cell, orthonormal; it divides along <see cref="AxisW"/>.</summary>
    public Vec3 AxisW;
    public Vec3 AxisU;
    public Vec3 AxisV;

    /// <summary>Lengths of the axes over the radius; their product is 1.</summary>
    public float RatioW = 1;
    public float RatioU = 1;
    public float RatioV = 1;

    /// <summary>Radius when grown, voxels.</summary>
    public float GrownRadius;
    public float Brightness = 1;
    public ulong TextureSeed;

    /// <summary>Brightness now over that at rest.</summary>
    public float Signal = 1;

    /// <summary>What calcium adds to it: the true ΔF/F0.</summary>
    public float Calcium;

    /// <summary>Whether it fires in this frame.</summary>
    public bool Fires;

    /// <summary>Frames since its birth, and its whole life until division.</summary>
    public float Age;
    public float CycleFrames = float.PositiveInfinity;
    public bool BornByDivision;

    /// <summary>Node of this cell, or for a new daughter of its mother, in the frame before; -1: it was not in view.</summary>
    public int LastNode = -1;

    /// <summary>Number of its node when a table gives it; -1: the register counts.</summary>
    public int TableNode = -1;

    /// <summary>Direction of the coming division when a table tells it.</summary>
    public Vec3? DivisionAxis;

    /// <summary>True while it is out of sight.</summary>
    public bool Hidden;

    /// <summary>0: healthy; then rising to 1, when it is gone.</summary>
    public float Dying;

    /// <summary>Gives axes around <paramref name="w"/>, turned at random.</summary>
    public void Orient(Vec3 w, ref RandomStream random)
    {
        AxisW = w.Normalized();
        AxisU = Vec3.Cross(AxisW, random.Direction()).Normalized();
        AxisV = Vec3.Cross(AxisW, AxisU).Normalized();
    }

    /// <summary>Uneven axes of the same volume.</summary>
    /// <param name="elongation">The third axis over the mean of the others.</param>
    /// <param name="flattening">The first axis over the second, square root.</param>
    public void StretchRatios(float elongation, float flattening)
    {
        var scale = (float)(1 / PortableMath.Cbrt(elongation));
        RatioW = scale * flattening;
        RatioU = scale / flattening;
        RatioV = scale * elongation;
    }

    /// <summary>A small turn by the vector <paramref name="turn"/>, radians.</summary>
    public void Turn(Vec3 turn)
    {
        AxisW = (AxisW + Vec3.Cross(turn, AxisW)).Normalized();
        var u = AxisU + Vec3.Cross(turn, AxisU);
        AxisU = (u - (AxisW * Vec3.Dot(u, AxisW))).Normalized();
        AxisV = Vec3.Cross(AxisW, AxisU);
    }
}
