using System.Security.Cryptography;
using System.Text;
using Cellect.Data.Status;

namespace Cellect.Dashboard.SignIn;

/// <summary>
/// Gives codes, takes each once, and knows the browsers that are signed in. In memory alone, and only as hashes: who restarts the service
/// signs everybody out. Thread-safe.
/// </summary>
/// <param name="url">The page's address, for the phone.</param>
/// <param name="time">Clock.</param>
internal sealed class SignInDesk(Func<string> url, TimeProvider time) : ISignInCodes
{
    /// <summary>How long a code can be used.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(5);

    /// <summary>How long a browser stays signed in: a night and the day after.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(24);

    /// <summary>The page that takes a code; it stands behind the #, so that it reaches no log of a proxy and no preview of a link uses it
    /// up.</summary>
    public const string Path = "/sign-in";

    private const int MostCodes = 16,
        MostSessions = 64,
        CodeBytes = 16,
        SessionBytes = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _codes = [];
    private readonly Dictionary<string, DateTimeOffset> _sessions = [];

    /// <inheritdoc/>
    public SignInCode Make()
    {
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(CodeBytes));
        var expires = time.GetUtcNow() + CodeLife;
        lock (_gate)
            Keep(_codes, Hash(code), expires, MostCodes);
        var address = $"{url()}{Path}#{code}";
        return new SignInCode(address, expires, QrModules.Of(address));
    }

    /// <summary>Takes a code and signs a browser in.</summary>
    /// <returns>The secret of its session, or null: the code is not known, used or expired.</returns>
    public string? Exchange(string code)
    {
        lock (_gate)
        {
            if (!_codes.Remove(Hash(code), out var expires) || expires < time.GetUtcNow())
                return null;
            var session = Convert.ToHexString(RandomNumberGenerator.GetBytes(SessionBytes));
            Keep(_sessions, Hash(session), time.GetUtcNow() + SessionLife, MostSessions);
            return session;
        }
    }

    /// <summary>Whether this is the secret of a session.</summary>
    public bool Knows(string? session)
    {
        if (session is not { Length: 2 * SessionBytes })
            return false;
        lock (_gate)
            return _sessions.TryGetValue(Hash(session), out var expires) && expires >= time.GetUtcNow();
    }

    // What is looked up is a hash: how long a look takes tells nothing of the secrets.
    private static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // The one that would expire first makes room.
    private static void Keep(Dictionary<string, DateTimeOffset> kept, string hash, DateTimeOffset expires, int most)
    {
        while (kept.Count >= most)
            kept.Remove(kept.MinBy(entry => entry.Value).Key);
        kept.Add(hash, expires);
    }
}
