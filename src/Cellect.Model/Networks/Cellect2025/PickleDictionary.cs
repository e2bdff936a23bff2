namespace Cellect.Model.Networks.Cellect2025;

/// <summary>A dictionary inside a pickle, in the order in which it was filled; names only.</summary>
internal sealed class PickleDictionary
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<KeyValuePair<string, object>> _items = [];

    /// <summary>Items in order.</summary>
    public IReadOnlyList<KeyValuePair<string, object>> Items => _items;

    /// <summary>Adds an item.</summary>
    /// <exception cref="InvalidDataException">The key is no text, or is there already.</exception>
    public void Add(object key, object value)
    {
        if (key is not string name)
            throw new InvalidDataException($"its pickle holds a dictionary with the key {PickleGlobals.Describe(key)}; keys are names");
        if (!_places.TryAdd(name, _items.Count))
            throw new InvalidDataException($"its pickle holds '{name}' twice");
        _items.Add(KeyValuePair.Create(name, value));
    }
}
