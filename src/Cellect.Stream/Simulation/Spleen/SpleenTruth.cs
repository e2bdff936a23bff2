using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation.Spleen;

/// <summary>What a bacterium is doing, by geometry: cells are taken as spheres of their radius.</summary>
public enum BacteriumState
{
    /// <summary>Farther than <see cref="SpleenTruth.ContactMicrometres"/> from every neutrophil and macrophage.</summary>
    Free,

    /// <summary>So near to one, its centre outside.</summary>
    Contact,

    /// <summary>Its centre inside one that has taken it up; for good.</summary>
    Engulfed,
}

/// <summary>One true cell at one time point.</summary>
/// <param name="Population">Channel of the population.</param>
/// <param name="Cell">Number of the cell, the same in every frame, unique over the populations.</param>
/// <param name="Node">Where it is; node ids are unique over the populations.</param>
public readonly record struct SpleenCell(int Population, int Cell, TruthNode Node);

/// <summary>A bacterium has been taken up.</summary>
/// <param name="T">The first time point at which its centre is inside the taker.</param>
/// <param name="Bacterium">Number of the bacterium.</param>
/// <param name="Taker">Number of the neutrophil or macrophage.</param>
/// <param name="TakerPopulation">Its population.</param>
public readonly record struct TrueEngulfment(int T, int Bacterium, int Taker, int TakerPopulation);

/// <summary>A bacterium was near a neutrophil or macrophage without a break, its centre outside.</summary>
/// <param name="First">First time point of it.</param>
/// <param name="Last">Last time point of it.</param>
/// <param name="Bacterium">Number of the bacterium.</param>
/// <param name="Other">Number of the other cell.</param>
/// <param name="OtherPopulation">Its population.</param>
public readonly record struct TrueContact(int First, int Last, int Bacterium, int Other, int OtherPopulation);

/// <summary>What a bacterium is doing at a time point.</summary>
/// <param name="T">Time point.</param>
/// <param name="Bacterium">Number of the bacterium.</param>
/// <param name="State">What it is doing.</param>
public readonly record struct TrueState(int T, int Bacterium, BacteriumState State);

/// <summary>The exact truth of the time points read so far, in the order of time.</summary>
public sealed class SpleenTruth
{
    /// <summary>The distance of the surfaces that counts as contact, µm.</summary>
    public const double ContactMicrometres = 1;

    private readonly double _reach;
    private readonly List<SpleenCell> _cells = [];
    private readonly List<TrueEngulfment> _engulfments = [];
    private readonly List<TrueContact> _contacts = [];
    private readonly List<TrueState> _states = [];
    private readonly Dictionary<(int Bacterium, int Other), int> _lastContact = [];
    private readonly Dictionary<int, int> _lastNode = [];

    internal SpleenTruth(SpleenScene scene)
    {
        _reach = ContactMicrometres / scene.Common.ColumnMicrometres;
        Anisotropy = scene.Common.Anisotropy;
    }

    private double Anisotropy { get; }

    /// <summary>All cells.</summary>
    public IReadOnlyList<SpleenCell> Cells => _cells;

    /// <summary>Who took up whom, and when.</summary>
    public IReadOnlyList<TrueEngulfment> Engulfments => _engulfments;

    /// <summary>Contacts of bacteria; one that is going on is here with its last time point so far.</summary>
    public IReadOnlyList<TrueContact> Contacts => _contacts;

    /// <summary>What each bacterium was doing at each time point.</summary>
    public IReadOnlyList<TrueState> States => _states;

    /// <summary>The nodes of one population, in the order of time.</summary>
    /// <param name="population">Its channel.</param>
    public IEnumerable<TruthNode> NodesOf(int population) => _cells.Where(cell => cell.Population == population).Select(cell => cell.Node);

    internal void See(int t, SpleenMotion motion)
    {
        foreach (var eater in motion.Eaters)
            Add(t, eater.Population, eater.Body);
        foreach (var bacterium in motion.Bacteria)
        {
            Add(t, SpleenScene.BacteriumChannel, bacterium.Body);
            _states.Add(new TrueState(t, bacterium.Body.Id, StateOf(t, bacterium, motion)));
        }
    }

    private void Add(int t, int population, Cell body)
    {
        var place = body.Position;
        var parent = _lastNode.GetValueOrDefault(body.Id, -1);
        var node = new TruthNode(t, (float)(place.Z / Anisotropy), place.Y, place.X, _cells.Count, parent, body.GrownRadius);
        _lastNode[body.Id] = node.Id;
        _cells.Add(new SpleenCell(population, body.Id, node));
    }

    private BacteriumState StateOf(int t, Bacterium bacterium, SpleenMotion motion)
    {
        if (bacterium.IsInside)
        {
            if (!bacterium.WasInside)
                _engulfments.Add(new TrueEngulfment(t, bacterium.Body.Id, bacterium.Taker!.Body.Id, bacterium.Taker.Population));
            bacterium.WasInside = true;
            return BacteriumState.Engulfed;
        }

        var state = BacteriumState.Free;
        foreach (var eater in motion.Eaters)
        {
            var gap = (eater.Body.Position - bacterium.Body.Position).Length - eater.Body.GrownRadius - bacterium.Body.GrownRadius;
            if (gap > _reach)
                continue;
            Touch(t, bacterium.Body.Id, eater);
            state = BacteriumState.Contact;
        }

        return state;
    }

    private void Touch(int t, int bacterium, Eater eater)
    {
        var pair = (bacterium, eater.Body.Id);
        if (_lastContact.TryGetValue(pair, out var index) && _contacts[index].Last == t - 1)
        {
            _contacts[index] = _contacts[index] with { Last = t };
            return;
        }

        _lastContact[pair] = _contacts.Count;
        _contacts.Add(new TrueContact(t, t, bacterium, eater.Body.Id, eater.Population));
    }
}
