namespace Cellect.Stream.Simulation;

/// <summary>Cells with dynamics of their own: they move, divide, die, leave and enter.</summary>
internal sealed class Population : ICellMotion
{
    private const float DyingStart = 0.2f;
    private const float DyingPerFrame = 0.25f;
    private readonly SceneParameters _scene;
    private readonly Domain _domain;
    private readonly CellCycle _cycle;
    private readonly Nursery _nursery;
    private readonly Locomotion _locomotion;
    private readonly Leaps _leaps;
    private readonly Repulsion _repulsion;
    private readonly int _capacity;
    private RandomStream _random;
    private Vec3 _drift;
    private int _time;

    public Population(SceneParameters scene, Domain domain, CellCycle cycle, ulong seed)
    {
        _scene = scene;
        _domain = domain;
        _cycle = cycle;
        _random = new RandomStream(seed, 1);
        _nursery = new Nursery(scene, domain);
        _locomotion = new Locomotion(scene, domain, cycle, ref _random);
        _leaps = new Leaps(scene, seed);
        _repulsion = new Repulsion(domain, cycle);
        var total = (int)((scene.Cells / domain.VisibleShare) + 0.5f);
        _capacity = scene.Arrangement == Arrangement.Ellipsoid || scene.Grows ? scene.MaxCells : total + 1;
        for (var i = 0; i < total; i++)
            Cells.Add(_nursery.Settle(domain.RandomPlace(ref _random), scene.RandomStartPhase, ref _random));
        _repulsion.Relax(Cells, KeptDistance(), 60);
        if (scene.RandomStartPhase && scene.CycleFrames > 0)
            WarmUp();
    }

    public List<Cell> Cells { get; } = [];

    public Vec3 Offset { get; private set; }

    public void Advance()
    {
        _time++;
        var drift = new Vec3((float)_scene.DriftZ, (float)_scene.DriftY, (float)_scene.DriftX);
        var inTissue = _scene.Arrangement == Arrangement.Tissue;
        if (!inTissue)
            _drift += drift;
        foreach (var cell in Cells)
        {
            cell.Age += PaceOf(cell);
            _locomotion.Move(cell, inTissue ? drift : default, _time, ref _random);
        }

        _leaps.Advance(Cells);
        Divide();
        Die();
        _repulsion.Relax(Cells, KeptDistance(), 6);
        Reenter();
        Offset = _drift + (_random.GaussianVector() * (float)_scene.JitterVoxels);
    }

    /// <summary>How far a cell comes in its cycle in a frame. Whoever divides does not stop on the way.</summary>
    private float PaceOf(Cell cell) =>
        _cycle.PhaseOf(cell) == CellPhase.Interphase && !_domain.InDarkZone(cell.Position) ? (float)_scene.LightZonePace : 1;

    /// <summary>A few frames that nobody sees, so that the first one has young daughters too.</summary>
    private void WarmUp()
    {
        for (var left = Math.Min((int)_scene.AnaphaseFrames + 2, 10); left > 0; left--)
            Advance();
        _time = 0;
        _drift = default;
        Offset = default;
    }

    private void Divide()
    {
        var count = Cells.Count;
        for (var i = 0; i < count; i++)
        {
            var mother = Cells[i];
            if (mother.Age < mother.CycleFrames)
                continue;
            var since = Math.Min(mother.Age - mother.CycleFrames, 0.99f);
            var distance = _cycle.SeparationAt(since, mother.GrownRadius) * _random.Uniform(0.85f, 1.15f);
            Cells[i] = _nursery.Daughter(mother, mother.AxisW, distance, since, ref _random);
            Cells.Add(_nursery.Daughter(mother, mother.AxisW * -1, distance, since, ref _random));
        }
    }

    private void Die()
    {
        for (var i = Cells.Count - 1; i >= 0; i--)
        {
            var cell = Cells[i];
            if (cell.Dying > 0)
                cell.Dying += DyingPerFrame;
            else if (cell.Age > _scene.AnaphaseFrames && _random.Uniform() < _scene.DeathsPerFrame)
                cell.Dying = DyingStart;
            if (cell.Dying >= 1)
                Cells.RemoveAt(i);
        }

        for (var surplus = Cells.Count - _capacity; surplus > 0; surplus--)
            MakeRoom();
    }

    /// <summary>A cell out of view goes or, where there is none, one in view dies.</summary>
    private void MakeRoom()
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
            last.Dying = DyingStart;
    }

    private void Reenter()
    {
        for (var i = 0; i < Cells.Count; i++)
        {
            var place = Cells[i].Position;
            if (_domain.Wrap(ref place))
                Cells[i] = _nursery.Settle(place, true, ref _random);
        }
    }

    /// <summary>Distance that cells keep over the sum of their radii: just no overlap, or all the room there is.</summary>
    private float KeptDistance()
    {
        var contact = (float)_scene.ContactDistance;
        if (!_scene.SpreadEvenly || Cells.Count == 0)
            return contact;
        var power = _scene.Arrangement == Arrangement.Sheet ? 2 : 3;
        var filled = 0f;
        foreach (var cell in Cells)
        {
            var radius = CellCycle.RadiusOf(cell);
            filled += power == 2 ? radius * radius : radius * radius * radius;
        }

        return Math.Clamp((float)PortableMath.Pow(_domain.Room(power) / filled, 1.0 / power), contact, MathF.Max(contact, 2.5f));
    }
}
