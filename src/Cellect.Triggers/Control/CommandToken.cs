using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cellect.Triggers.Safety;

namespace Cellect.Triggers.Control;

/// <summary>
/// The secret that commands are signed with: 256 bits in a file that its user alone can read. A signed command is the command followed by
/// <c>nonce=HEX time=SECONDS mac=HEX</c>; the mac is HMAC-SHA256, under the token's 32 bytes, of the text <c>NONCE\nTIME\nCOMMAND</c>. The
/// token itself never travels.
/// </summary>
internal sealed class CommandToken
{
    /// <summary>Name of its file in the state folder.</summary>
    public const string FileName = "command-token";

    private const int Bytes = 32,
        NonceBytes = 16;

    private readonly byte[] _key;

    private CommandToken(byte[] key) => _key = key;

    /// <summary>The file of the options, or that of the state folder.</summary>
    public static string PathOf(string file, string stateFolder) =>
        file.Length > 0 ? Path.GetFullPath(file) : Path.Combine(StateFiles.Folder(stateFolder), FileName);

    /// <summary>Reads the token.</summary>
    /// <exception cref="IOException">It is not there, others can read it, or it is none.</exception>
    public static CommandToken Read(string path)
    {
        if (!File.Exists(path))
            throw new IOException(
                $"there is no command token at {path}: cellect run makes it at its first start; --token-file names another"
            );
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0)
            throw new IOException($"others can read or write the command token {path}: run chmod 600 {path}, or delete it for a new one");
        try
        {
            var text = File.ReadAllText(path).Trim();
            if (Convert.FromHexString(text) is { Length: Bytes } key)
                return new CommandToken(key);
        }
        catch (Exception e) when (e is FormatException or UnauthorizedAccessException)
        {
            throw new IOException($"the command token {path} cannot be read: {e.GetType().Name}; delete it for a new one", e);
        }

        throw new IOException($"{path} is no command token of {2 * Bytes} hexadecimal digits; delete it for a new one");
    }

    /// <summary>Reads the token, having made it where there was none.</summary>
    /// <exception cref="IOException">It can be neither read nor made.</exception>
    public static CommandToken ReadOrMake(string path)
    {
        if (!File.Exists(path))
            try
            {
                using var file = StateFiles.Create(path, FileShare.None);
                file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n"));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && !File.Exists(path))
            {
                throw new IOException(
                    $"the command token {path} cannot be made: {e.Message}; name a file that can be in Triggers:CommandTokenFile",
                    e
                );
            }

        return Read(path);
    }

    /// <summary>The command with its signature.</summary>
    public string Sign(string command, DateTimeOffset now)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{command} nonce={nonce} time={seconds} mac={Convert.ToHexStringLower(Mac(nonce, seconds, command))}";
    }

    /// <summary>Whether a signature is that of the command.</summary>
    public bool IsSigned(SignedCommand command) =>
        command.Mac.Length == 2 * Bytes
        && Try(command.Mac) is { } mac
        && CryptographicOperations.FixedTimeEquals(mac, Mac(command.Nonce, command.Time, command.Command));

    private byte[] Mac(string nonce, string time, string command) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{nonce}\n{time}\n{command}"));

    private static byte[]? Try(string hex)
    {
        try
        {
            return Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
