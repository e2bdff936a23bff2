using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>Cells that follow a lineage table; the table's future tells when and along which axis they divide.</summary>
internal sealed class LineagePlayback : ICellMotion
{
    /// <summary>Radius of a nucleus over the mean distance to the three nearest neighbours.</summary>
    public const double RadiusOverNeighbour = 0.34;

    private readonly SceneParameters _scene;
    private readonly Domain _domain;
    private readonly LineageGeometry _track;
    private readonly Dictionary<int, List<TruthNode>> _children = [];
    private readonly float _voxelsPerMicrometre;
    private Dictionary<int, Cell> _byNode = [];
    private RandomStream _random;
    private int _nextId = 1;
    private int _frame;

    public LineagePlayback(SceneParameters scene, Domain domain, ulong seed)
    {
        _scene = scene;
        _domain = domain;
        _random = new RandomStream(seed, 1);
        _voxelsPerMicrometre = (float)(1 / scene.ColumnMicrometres);
        var nodes = LineageTable.Read(scene.NodesFile!);
        _track = new LineageGeometry(nodes, scene.NodesSliceMicrometres, scene.NodesColumnMicrometres);
        foreach (var node in nodes)
            if (node.Parent >= 0)
                ChildrenOf(node.Parent).Add(node);
        Load();
    }

    public List<Cell> Cells { get; } = [];

    public Vec3 Offset { get; private set; }

    public void Advance()
    {
        _frame++;
        Offset = _random.GaussianVector() * (float)_scene.JitterVoxels;
        Load();
    }

    private void Load()
    {
        var before = _byNode;
        _byNode = [];
        Cells.Clear();
        foreach (var node in _track.At(_frame))
        {
            var cell =
                before.TryGetValue(node.Parent, out var same) && ChildrenOf(node.Parent).Count == 1
                    ? same
                    : Begin(node, before.GetValueOrDefault(node.Parent));
            if (cell == same)
                Continue(cell);
            cell.Position = PlaceOf(node);
            cell.TableNode = node.Id;
            _byNode[node.Id] = cell;
            Cells.Add(cell);
        }
    }

    private Cell Begin(TruthNode node, Cell? mother)
    {
        var (frames, last) = LifeOf(node);
        var divides = ChildrenOf(last.Id).Count == 2;
        var neighbour = (_track.NeighbourMicrometres(node) + _track.NeighbourMicrometres(last)) / 2;
        var radius = (float)Math.Min(RadiusOverNeighbour * neighbour * _voxelsPerMicrometre, _scene.RadiusVoxels);
        var cell = new Cell
        {
            Id = _nextId++,
            GrownRadius = Math.Max(radius, 1) * Math.Clamp(1 + ((float)_scene.RadiusSpread * _random.Gaussian()), 0.7f, 1.4f),
            Brightness = mother?.Brightness ?? Nursery.RandomBrightness(_scene, ref _random),
            TextureSeed = _random.NextBits(),
            BornByDivision = mother is not null,
            LastNode = mother?.LastNode ?? -1,
            Age = mother is null ? (float)_scene.CycleFrames : 0,
        };
        if (divides)
            cell.CycleFrames = cell.Age + frames;
        cell.DivisionAxis = divides ? PlaceOf(ChildrenOf(last.Id)[1]) - PlaceOf(ChildrenOf(last.Id)[0]) : null;
        cell.Orient(mother is null ? _random.Direction() : PlaceOf(node) - mother.Position, ref _random);
        cell.StretchRatios(_random.Uniform(1, (float)_scene.Elongation), 1);
        return cell;
    }

    private void Continue(Cell cell)
    {
        cell.Age += 1;
        if (cell.DivisionAxis is { } axis && cell.CycleFrames - cell.Age <= _scene.CondensationFrames + _scene.MetaphaseFrames)
            cell.Orient(axis, ref _random);
        else
            cell.Turn(_random.GaussianVector() * 0.06f);
    }

    /// <summary>Frames from a node to the last before division or disappearance, and that last node.</summary>
    private (int Frames, TruthNode Last) LifeOf(TruthNode node)
    {
        var frames = 1;
        while (ChildrenOf(node.Id) is [var only])
        {
            node = only;
            frames++;
        }

        return (frames, node);
    }

    private List<TruthNode> ChildrenOf(int id)
    {
        if (!_children.TryGetValue(id, out var list))
            _children[id] = list = [];
        return list;
    }

    private Vec3 PlaceOf(TruthNode node)
    {
        var middle = (_track.LowMicrometres + _track.HighMicrometres) * 0.5f;
        return _domain.Centre + ((_track.PlaceMicrometres(node) - middle) * _voxelsPerMicrometre);
    }
}
