using Cellect.Data.Pixels;
using Cellect.Stream.Wire.Array1;
using Cellect.Stream.Wire.Dectris;
using Cellect.Stream.Wire.MicroManager;
using Cellect.Stream.Wire.Recipe;
using MessagePack;

namespace Cellect.Stream.Wire.Recognition;

/// <summary>Reads a message in whatever dialect it is: version 1, or a foreign one, recognised by content. One thread.</summary>
internal sealed class MessageReader
{
    /// <summary>Name of the service's own protocol.</summary>
    public const string Own = "version 1";

    private readonly WireLimits _limits;
    private readonly WireDecoder _decoder;
    private readonly IDialect[] _dialects;

    public MessageReader(WireLimits limits)
    {
        _limits = limits;
        _decoder = new WireDecoder(limits);
        var rules = new HeaderRules(limits);
        // The recipe takes what the others leave.
        _dialects =
        [
            new Array1Dialect(rules, limits),
            new MicroManagerDialect(rules, limits),
            new DectrisDialect(rules, limits),
            new RecipeDialect(rules, limits),
        ];
    }

    /// <summary>Name of the dialect of the last message.</summary>
    public string Dialect { get; private set; } = "";

    /// <summary>Reads a message.</summary>
    /// <param name="first">Part 0; lent for the call.</param>
    /// <param name="parts">The parts after it.</param>
    /// <param name="readings">Gets what is in it: nothing, one message, or one for each channel. Good ones stay when a later one is
    /// bad.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Malformed? Read(ReadOnlyMemory<byte> first, IPartSource parts, List<Reading> readings)
    {
        readings.Clear();
        if (IsOwn(first.Span))
        {
            Dialect = Own;
            if (_decoder.TryDecode(first, out var message, out var fault))
                readings.Add(new Reading(message, parts));
            return fault;
        }

        var dialect = Array.Find(_dialects, d => d.Recognises(first.Span))!;
        Dialect = dialect.Name;
        if (first.Length > _limits.MaxHeaderBytes && dialect is not DectrisDialect)
            return new Malformed(
                MalformedReason.HeaderTooLarge,
                $"part 0 has {first.Length} bytes, the limit is {_limits.MaxHeaderBytes}; pixels belong in later parts"
            );
        return dialect.Read(first, parts, readings);
    }

    private static bool IsOwn(ReadOnlySpan<byte> first) =>
        first.IsEmpty
        || first[0] is (>= MessagePackCode.MinFixMap and <= MessagePackCode.MaxFixMap) or MessagePackCode.Map16 or MessagePackCode.Map32;
}
