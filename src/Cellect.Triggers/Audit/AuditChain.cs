using System.Security.Cryptography;
using System.Text;

namespace Cellect.Triggers.Audit;

/// <summary>
/// The lines of an audit log: <c>HASH JSON</c>, where HASH is the SHA-256, in hexadecimal, of the line before's HASH followed by this
/// line's JSON; the first line's predecessor is 64 zeros. Whatever is changed, taken out or put in breaks every hash after it.
/// </summary>
internal static class AuditChain
{
    /// <summary>Characters of a hash.</summary>
    public const int HashChars = 64;

    /// <summary>What the first line follows.</summary>
    public static readonly string Start = new('0', HashChars);

    /// <summary>The hash of an entry.</summary>
    public static string Hash(string previous, string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(previous + json)));
}
