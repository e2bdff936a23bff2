namespace Cellect.Stream.Sources.Simulation;

/// <summary>Cells with dynamics of their own: persistent random walk, common flow, mutual repulsion, cycle, death, entering and leaving.</summary>
internal sealed class Population : ICellMotion
{
    private const float DyingFrames = 4;
    private readonly SceneParameters _scene;
    private readonly Domain _domain;
    private readonly CellCycle _cycle;
    private readonly Repulsion _repulsion;
    private readonly TissueFlow _flow;
    private readonly int _capacity;
    private RandomStream _random;
    private Vec3 _drift;
    private int _nextId = 1;
    private int _time;

    public Population(SceneParameters scene, Domain domain, CellCycle cycle, ulong seed)
    {
        _scene = scene;
        _domain = domain;
        _cycle = cycle;
        _random = new RandomStream(seed, 1);
        _repulsion = new Repulsion(domain, cycle);
        _flow = new TissueFlow(scene, domain, ref _random);
        var total = Math.Max(1, (int)((scene.Cells / domain.VisibleShare) + 0.5f));
        _capacity = scene.Arrangement == Arrangement.Ellipsoid ? scene.MaxCells : total + 1;
        for (var i = 0; i < total; i++)
            Cells.Add(Settle(domain.RandomPlace(ref _random)));
        _repulsion.Relax(Cells, SpreadDistance(), 40);
        _repulsion.Relax(Cells, ContactDistance(), 20);
        foreach (var cell in Cells)
            Align(cell);
    }

    public List<Cell> Cells { get; } = [];

    public Vec3 Offset { get; private set; }

    public void Advance()
    {
        _time++;
        var drift = new Vec3((float)_scene.DriftZ, (float)_scene.DriftY, (float)_scene.DriftX);
        if (_scene.Arrangement == Arrangement.Tissue)
            Move(drift);
        else
        {
            _drift += drift;
            Move(default);
        }

        Divide();
        Die();
        _repulsion.Relax(Cells, ContactDistance(), 6);
        Reenter();
        Offset = _drift + (_random.GaussianVector() * (float)_scene.JitterVoxels);
    }

    private void Move(Vec3 drift)
    {
        var sigma = (float)(_scene.SpeedRadii / 1.596);
        var keep = (float)_scene.Persistence;
        var fresh = MathF.Sqrt(1 - (keep * keep)) * sigma;
        foreach (var cell in Cells)
        {
            cell.Age += 1;
            var phase = _cycle.PhaseOf(cell);
            var pace = phase is CellPhase.Interphase ? 1f : 0.4f;
            cell.Step = (cell.Step * keep) + (_random.GaussianVector() * (fresh * cell.GrownRadius));
            cell.Position += (cell.Step * pace) + drift + _flow.At(cell.Position, _time);
            if (phase == CellPhase.Newborn)
                Separate(cell);
            else
                cell.Turn(_random.GaussianVector() * (0.06f * pace));
        }
    }

    /// <summary>Daughters go on moving apart, slower and slower.</summary>
    private void Separate(Cell cell)
    {
        var rest = 1 - (cell.Age / (float)Math.Max(_scene.AnaphaseFrames, 1));
        if (rest > 0)
            cell.Position += cell.AxisW * (0.3f * cell.GrownRadius * rest);
    }

    private void Divide()
    {
        var count = Cells.Count;
        for (var i = 0; i < count; i++)
            if (Cells[i].Age >= Cells[i].CycleFrames)
                Divide(i);
    }

    private void Divide(int index)
    {
        var mother = Cells[index];
        var since = Math.Min(mother.Age - mother.CycleFrames, 0.99f);
        var half = 0.5f * mother.GrownRadius * (float)_scene.AnaphaseSeparationRadii * _random.Uniform(0.8f, 1.2f) * (1 + (0.4f * since));
        Cells[index] = Daughter(mother, mother.AxisW, half, since);
        Cells.Add(Daughter(mother, mother.AxisW * -1, half, since));
    }

    private Cell Daughter(Cell mother, Vec3 outward, float half, float since)
    {
        var cell = Settle(mother.Position + (outward * half));
        cell.GrownRadius = mother.GrownRadius * (float)_scene.DivisionShrink;
        cell.Brightness = mother.Brightness * (1 + (0.05f * _random.Gaussian()));
        cell.Age = since;
        cell.CycleFrames = NewCycle();
        cell.BornByDivision = true;
        cell.LastNode = mother.LastNode;
        cell.Step = mother.Step;
        cell.AxisW = outward;
        cell.AxisU = mother.AxisU;
        cell.AxisV = mother.AxisV;
        return cell;
    }

    private void Die()
    {
        var surplus = Cells.Count - _capacity;
        for (var i = Cells.Count - 1; i >= 0; i--)
        {
            var cell = Cells[i];
            if (cell.Dying > 0)
                cell.Dying += 1 / DyingFrames;
            else if (cell.Age > 3 && _random.Uniform() < _scene.DeathsPerFrame)
                cell.Dying = 0.2f;
            if (cell.Dying >= 1)
            {
                Cells.RemoveAt(i);
                surplus--;
            }
        }

        for (; surplus > 0; surplus--)
            Emigrate();
    }

    /// <summary>Room for the newborn: a cell out of view goes, or one in view dies.</summary>
    private void Emigrate()
    {
        Cell? last = null;
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var index = _random.Below(Cells.Count);
            last = Cells[index];
            if (!_domain.InView(last.Position + Offset) && last.LastNode < 0)
            {
                Cells.RemoveAt(index);
                return;
            }
        }

        if (last is { Dying: 0 } && _cycle.PhaseOf(last) == CellPhase.Interphase)
            last.Dying = 0.2f;
    }

    private void Reenter()
    {
        for (var i = 0; i < Cells.Count; i++)
        {
            var place = Cells[i].Position;
            if (!_domain.Wrap(ref place))
                continue;
            Cells[i] = Settle(place);
            Align(Cells[i]);
        }
    }

    /// <summary>A new cell of unknown origin.</summary>
    private Cell Settle(Vec3 place)
    {
        var cell = new Cell
        {
            Id = _nextId++,
            Position = place,
            GrownRadius = (float)_scene.RadiusVoxels * Math.Clamp(1 + ((float)_scene.RadiusSpread * _random.Gaussian()), 0.6f, 1.6f),
            Brightness = Math.Clamp(1 + ((float)_scene.BrightnessSpread * _random.Gaussian()), 0.35f, 2.5f),
            TextureSeed = _random.NextBits(),
            CycleFrames = NewCycle(),
        };
        cell.Step = _random.GaussianVector() * ((float)(_scene.SpeedRadii / 1.596) * cell.GrownRadius);
        if (_scene.CycleFrames > 0)
            cell.Age = cell.CycleFrames * (_scene.RandomStartPhase || _time > 0 ? StartPhase() : _random.Uniform(0.25f, 0.75f));
        if (cell.Age < _scene.AnaphaseFrames)
            cell.Age = (float)Math.Min(_scene.AnaphaseFrames, cell.CycleFrames - 1);
        cell.Orient(DivisionAxis(place), ref _random);
        Shape(cell);
        return cell;
    }

    /// <summary>In a growing population there are twice as many young cells as old ones.</summary>
    private float StartPhase() => (float)(1 - (PortableMath.Log(1 + _random.Uniform()) / PortableMath.Log(2)));

    private float NewCycle() => _scene.CycleFrames <= 0
        ? float.PositiveInfinity
        : (float)_scene.CycleFrames * Math.Clamp(1 + ((float)_scene.CycleSpread * _random.Gaussian()), 0.5f, 2f);

    private Vec3 DivisionAxis(Vec3 place)
    {
        var normal = _scene.Arrangement == Arrangement.Sheet ? _domain.SurfaceNormal(place) : new Vec3(1, 0, 0);
        var planar = _scene.Arrangement == Arrangement.Sheet ? 0.95f : (float)_scene.PlanarDivisions;
        var axis = _random.Direction();
        return axis - (normal * (Vec3.Dot(axis, normal) * planar));
    }

    /// <summary>Uneven axes; in a sheet the long one stands on the surface (see <see cref="Align"/>).</summary>
    private void Shape(Cell cell)
    {
        var most = (float)_scene.Elongation;
        var elongation = _scene.Arrangement == Arrangement.Sheet ? most * _random.Uniform(0.85f, 1.15f) : _random.Uniform(1, most);
        var other = 1 + ((_random.Uniform() - 0.5f) * 0.25f);
        var scale = (float)(1 / PortableMath.Cbrt(elongation));
        cell.RatioW = scale * other;
        cell.RatioU = scale / other;
        cell.RatioV = scale * elongation;
    }

    /// <summary>In a sheet the third axis follows the normal.</summary>
    private void Align(Cell cell)
    {
        if (_scene.Arrangement != Arrangement.Sheet)
            return;
        cell.AxisV = _domain.SurfaceNormal(cell.Position);
        cell.AxisW = (cell.AxisW - (cell.AxisV * Vec3.Dot(cell.AxisW, cell.AxisV))).Normalized();
        cell.AxisU = Vec3.Cross(cell.AxisV, cell.AxisW);
    }

    private float ContactDistance() => _scene.Arrangement == Arrangement.Ellipsoid ? SpreadDistance() : (float)_scene.ContactDistance;

    /// <summary>In an egg shell cells take all the room there is; elsewhere they only do not overlap.</summary>
    private float SpreadDistance()
    {
        if (_scene.Arrangement != Arrangement.Ellipsoid)
            return (float)_scene.ContactDistance;
        var filled = 0f;
        foreach (var cell in Cells)
        {
            var radius = CellCycle.RadiusOf(cell);
            filled += radius * radius * radius;
        }

        var room = _domain.HalfAxes.Z * _domain.HalfAxes.Y * _domain.HalfAxes.X;
        return Math.Clamp((float)PortableMath.Cbrt(0.5 * room / Math.Max(filled, 1)), (float)_scene.ContactDistance, 2.5f);
    }
}
