namespace Cellect.Triggers.Control;

/// <summary>A line of the command door, taken apart.</summary>
/// <param name="Command">What is asked for.</param>
/// <param name="Nonce">Used once; empty where the line is not signed.</param>
/// <param name="Time">Seconds since 1970, as text.</param>
/// <param name="Mac">The signature, hexadecimal.</param>
internal sealed record SignedCommand(string Command, string Nonce = "", string Time = "", string Mac = "")
{
    /// <summary>Whether the line carries a signature, right or wrong.</summary>
    public bool HasSignature => Nonce.Length > 0;

    /// <summary>Takes a line apart.</summary>
    public static SignedCommand Parse(string line)
    {
        var words = line.Split(' ');
        return
            words is [.., var nonce, var time, var mac]
            && nonce.StartsWith("nonce=", StringComparison.Ordinal)
            && time.StartsWith("time=", StringComparison.Ordinal)
            && mac.StartsWith("mac=", StringComparison.Ordinal)
            ? new SignedCommand(string.Join(' ', words[..^3]), nonce["nonce=".Length..], time["time=".Length..], mac["mac=".Length..])
            : new SignedCommand(line);
    }
}
