using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Cellect.Triggers.Rules;

/// <summary>Name of a firing: rule, time point, track and a digest of the series; printable ASCII, below 120 characters, the same at every
/// replay.</summary>
internal static class FiringKey
{
    public static string Of(string series, string rule, int t, int track)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(series)).AsSpan(0, 6));
        return string.Create(CultureInfo.InvariantCulture, $"{rule}-t{t}-c{track}-{digest}");
    }
}
