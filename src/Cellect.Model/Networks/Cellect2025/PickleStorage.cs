namespace Cellect.Model.Networks.Cellect2025;

/// <summary>Values that lie in an entry of the container.</summary>
/// <param name="Key">Name of the entry below <c>data/</c>.</param>
/// <param name="IsFloat">float32; else int64.</param>
/// <param name="Count">Values.</param>
internal sealed record PickleStorage(string Key, bool IsFloat, long Count)
{
    /// <summary>Bytes of one value.</summary>
    public int ValueBytes => IsFloat ? sizeof(float) : sizeof(long);

    /// <summary>Reads ("storage", type, key, device, count).</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static PickleStorage From(object id) =>
        id is object[] { Length: 5 } parts
        && parts[0] is "storage"
        && parts[2] is string key
        && parts[3] is string
        && parts[4] is long count and >= 0
            ? new PickleStorage(key, PickleGlobals.IsFloat(parts[1]), count)
            : throw new InvalidDataException(
                $"its pickle refers to {PickleGlobals.Describe(id)} outside itself; only storages of tensors are read"
            );
}
