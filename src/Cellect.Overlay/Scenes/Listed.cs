using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Cellect.Overlay.Scenes;

/// <summary>A list that equals another one whose items are equal: what is drawn of both looks the same.</summary>
/// <param name="Items">The items; never changed.</param>
[CollectionBuilder(typeof(Listed), nameof(Listed.Create))]
internal readonly record struct Listed<T>(ImmutableArray<T> Items) : IEnumerable<T>
{
    /// <summary>How many there are.</summary>
    public int Count => Items.IsDefault ? 0 : Items.Length;

    /// <summary>The item at a place.</summary>
    public T this[int index] => Items[index];

    public bool Equals(Listed<T> other) =>
        Count == other.Count && (Count == 0 || Items == other.Items || Items.AsSpan().SequenceEqual(other.Items.AsSpan()));

    public override int GetHashCode() => Count;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => (Items.IsDefault ? [] : Items.AsEnumerable()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists.</summary>
internal static class Listed
{
    /// <summary>A list of these items.</summary>
    public static Listed<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
