namespace Cellect.Stream.Simulation;

/// <summary>Makes cells: settlers of unknown origin and daughters.</summary>
internal sealed class Nursery(SceneParameters scene, Domain domain)
{
    private int _nextId = 1;

    /// <summary>A cell of unknown origin.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="anyPhase">True: anywhere in its cycle; false: in the middle of interphase.</param>
    /// <param name="random">Where the choices come from.</param>
    public Cell Settle(Vec3 place, bool anyPhase, ref RandomStream random)
    {
        var cell = new Cell
        {
            Id = _nextId++,
            Position = place,
            GrownRadius = (float)scene.RadiusVoxels * Math.Clamp(1 + ((float)scene.RadiusSpread * random.Gaussian()), 0.6f, 1.6f),
            Brightness = RandomBrightness(scene, ref random),
            TextureSeed = random.NextBits(),
            CycleFrames = NewCycle(ref random),
        };
        cell.Step = random.GaussianVector() * ((float)(scene.SpeedRadii / Locomotion.MeanLength) * cell.GrownRadius);
        if (scene.CycleFrames > 0)
            cell.Age = cell.CycleFrames * (anyPhase ? AnyPhase(ref random) : random.Uniform(0.25f, 0.75f));
        if (cell.Age < scene.AnaphaseFrames)
            cell.Age = (float)Math.Min(scene.AnaphaseFrames, cell.CycleFrames - 1);
        cell.Orient(DivisionAxis(place, ref random), ref random);
        Stretch(cell, ref random);
        Align(cell);
        return cell;
    }

    /// <summary>One of the two daughters of a cell that divides now.</summary>
    /// <param name="mother">The dividing cell.</param>
    /// <param name="outward">Direction from the mother's centre to this daughter.</param>
    /// <param name="distance">Distance from the mother's centre, voxels.</param>
    /// <param name="age">Frames since the division.</param>
    /// <param name="random">Where the choices come from.</param>
    public Cell Daughter(Cell mother, Vec3 outward, float distance, float age, ref RandomStream random)
    {
        var place = mother.Position + (outward * distance);
        var cell = Settle(place, true, ref random);
        cell.GrownRadius = mother.GrownRadius * (float)scene.DivisionShrink;
        cell.Brightness = mother.Brightness * (1 + (0.05f * random.Gaussian()));
        cell.Age = age;
        cell.BornByDivision = true;
        cell.LastNode = mother.LastNode;
        cell.Step = mother.Step;
        cell.AxisW = outward;
        cell.AxisU = mother.AxisU;
        cell.AxisV = mother.AxisV;
        return cell;
    }

    public static float RandomBrightness(SceneParameters scene, ref RandomStream random) =>
        Math.Clamp((float)PortableMath.Exp(scene.BrightnessSpread * random.Gaussian()), 0.35f, 3.5f);

    /// <summary>In a growing population there are twice as many young cells as old ones.</summary>
    private static float AnyPhase(ref RandomStream random) => (float)(1 - (PortableMath.Log(1 + random.Uniform()) / PortableMath.Log(2)));

    private float NewCycle(ref RandomStream random) =>
        scene.CycleFrames <= 0
            ? float.PositiveInfinity
            : (float)scene.CycleFrames * Math.Clamp(1 + ((float)scene.CycleSpread * random.Gaussian()), 0.5f, 2f);

    private Vec3 DivisionAxis(Vec3 place, ref RandomStream random)
    {
        var sheet = scene.Arrangement == Arrangement.Sheet;
        var normal = sheet ? domain.SurfaceNormal(place) : new Vec3(1, 0, 0);
        var planar = sheet ? 0.95f : (float)scene.PlanarDivisions;
        var axis = random.Direction();
        return axis - (normal * (Vec3.Dot(axis, normal) * planar));
    }

    private void Stretch(Cell cell, ref RandomStream random)
    {
        var most = (float)scene.Elongation;
        var elongation = scene.Arrangement == Arrangement.Sheet ? most * random.Uniform(0.85f, 1.15f) : random.Uniform(1, most);
        var flattening = MathF.Sqrt(1 + (random.Uniform() * (0.1f + (0.6f * (most - 1)))));
        cell.StretchRatios(elongation, random.Uniform() < 0.5f ? 1 / flattening : flattening);
    }

    /// <summary>In a sheet the third, long axis stands on the surface.</summary>
    private void Align(Cell cell)
    {
        if (scene.Arrangement != Arrangement.Sheet)
            return;
        cell.AxisV = domain.SurfaceNormal(cell.Position);
        cell.AxisW = (cell.AxisW - (cell.AxisV * Vec3.Dot(cell.AxisW, cell.AxisV))).Normalized();
        cell.AxisU = Vec3.Cross(cell.AxisV, cell.AxisW);
    }
}
