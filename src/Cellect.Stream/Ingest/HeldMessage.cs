using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>A message put aside, with a copy of its pixels: they are lent for the call in which they came.</summary>
internal sealed class HeldMessage : IPartSource
{
    private readonly List<byte[]> _parts = [];
    private int _next;

    /// <param name="image">What it announces.</param>
    /// <param name="parts">Its pixel parts, all of which are read.</param>
    public HeldMessage(ImageMessage image, IPartSource parts)
    {
        Image = image;
        while (parts.HasMore)
            _parts.Add(parts.Next().ToArray());
    }

    /// <summary>What it announces.</summary>
    public ImageMessage Image { get; }

    public bool HasMore => _next < _parts.Count;

    public ReadOnlySpan<byte> Next() => _parts[_next++];
}
