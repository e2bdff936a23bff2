namespace Cellect.Stream.Wire;

/// <summary>The parts of one message after the first, one at a time.</summary>
internal interface IPartSource
{
    /// <summary>Whether another part follows.</summary>
    bool HasMore { get; }

    /// <summary>The next part, valid until the next call. Only where <see cref="HasMore"/>.</summary>
    ReadOnlySpan<byte> Next();
}
