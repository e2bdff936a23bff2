using System.Globalization;
using System.Net;
using Cellect.Triggers.Settings;

namespace Cellect.Triggers.Control;

/// <summary>Decides whether a line of the command door may be carried out. One thread.</summary>
/// <param name="token">The secret.</param>
/// <param name="need">From where commands need it.</param>
/// <param name="time">Clock.</param>
internal sealed class CommandGate(CommandToken token, CommandTokenNeed need, TimeProvider time)
{
    /// <summary>Most commands and refusals of one address within a minute; <c>stop</c> and <c>status</c> do not count.</summary>
    public const int MostAMinute = 60;

    private const int LongestNonce = 64,
        MostAddresses = 1024;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    // Twice the window: a time may lie that far before or after now.
    private readonly Queue<(long At, string Nonce)> _used = new();
    private readonly HashSet<string> _nonces = [];
    private readonly Dictionary<IPAddress, Queue<long>> _commands = [];

    /// <summary>Why a line is refused; null: it is not.</summary>
    /// <param name="line">The line.</param>
    /// <param name="from">Who sends it.</param>
    /// <param name="flood">Whether it is refused for their number: not worth a line in a log.</param>
    public string? Refusal(SignedCommand line, IPAddress from, out bool flood)
    {
        flood = false;
        var local = IPAddress.IsLoopback(from);
        if (line.Command is "status" or CommandStatus.OutcomeWord || (line.Command == "stop" && local))
            return null;
        // A stop that is signed well is never held up by a number; one that is not is refused below.
        var wrong = Signature(line, local);
        if (line.Command == "stop" && wrong is null)
            return null;
        if (TooMany(from) is not { } many)
            return wrong;
        flood = true;
        return many;
    }

    private string? Signature(SignedCommand line, bool local)
    {
        if (!line.HasSignature)
            return local && need == CommandTokenNeed.Remote
                ? null
                : "this command must be signed with the command token (docs/security.md); cellect arm does so";
        if (line.Nonce.Length > LongestNonce || !token.IsSigned(line))
            return "the signature is not right: is the token that of this service?";
        if (
            !long.TryParse(line.Time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)seconds - time.GetUtcNow().ToUnixTimeSeconds()) > Window.TotalSeconds
        )
            return $"the signature's time differs by more than {Window.TotalSeconds:0} s from the service's clock: set the clocks right";
        while (_used.TryPeek(out var old) && time.GetElapsedTime(old.At) > 2 * Window)
            _nonces.Remove(_used.Dequeue().Nonce);
        if (!_nonces.Add(line.Nonce))
            return "the signature was used before";
        _used.Enqueue((time.GetTimestamp(), line.Nonce));
        return null;
    }

    private string? TooMany(IPAddress from)
    {
        if (!_commands.TryGetValue(from, out var times))
        {
            if (_commands.Count >= MostAddresses)
                _commands.Clear();
            _commands.Add(from, times = new Queue<long>());
        }

        while (times.TryPeek(out var old) && time.GetElapsedTime(old) > Window)
            times.Dequeue();
        if (times.Count >= MostAMinute)
            return $"more than {MostAMinute} commands a minute from {from}; stop is taken all the same";
        times.Enqueue(time.GetTimestamp());
        return null;
    }
}
