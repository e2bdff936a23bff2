using Cellect.Data.Pixels;

namespace Cellect.Stream.Wire;

/// <summary>A foreign way of sending arrays, recognised by its content. Bad bytes give a <see cref="Malformed"/>, never an
/// exception.</summary>
internal interface IDialect
{
    /// <summary>A short name, for people.</summary>
    string Name { get; }

    /// <summary>Whether a message is in this dialect, by its first part.</summary>
    bool Recognises(ReadOnlySpan<byte> first);

    /// <summary>Reads a message.</summary>
    /// <param name="first">Part 0; lent for the call.</param>
    /// <param name="parts">The parts after it.</param>
    /// <param name="readings">What is in it: nothing, one message, or one for each channel.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings);
}
