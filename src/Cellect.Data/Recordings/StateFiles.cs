using System.Buffers.Binary;
using System.IO.Hashing;

namespace Cellect.Data.Recordings;

/// <summary>
/// <c>state-0.bin</c> and <c>state-1.bin</c>: what the model carries from the newest frames to the next ones, so that a service that comes
/// back after a crash goes on with the tracks. Two, written by turns: while one is being written the other is whole.
/// </summary>
/// <param name="recording">Folder of the recording.</param>
/// <param name="place">Place of the population among those of the recording, from 0; the second has <c>state-2.bin</c> and
/// <c>state-3.bin</c>, and so on.</param>
internal sealed class StateFiles(string recording, int place = 0)
{
    // Magic, time point, length and checksum of what follows; little-endian.
    private const int HeaderBytes = 20;
    private const ulong Magic = 0x3145544154534C43;

    private readonly byte[] _header = new byte[HeaderBytes];
    private int _turn;

    /// <summary>Writes the state after a frame.</summary>
    /// <param name="t">Its time point.</param>
    /// <param name="state">What the model left.</param>
    public void Write(int t, ReadOnlySpan<byte> state)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_header, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(8), t);
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(12), state.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_header.AsSpan(16), Crc32.HashToUInt32(state));
        using var file = new FileStream(PathOf(_turn), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(_header);
        file.Write(state);
        _turn = 1 - _turn;
    }

    /// <summary>The state after a frame, where it is there and whole.</summary>
    /// <param name="t">Its time point.</param>
    public byte[]? Read(int t) => Read(PathOf(0), t) ?? Read(PathOf(1), t);

    /// <summary>The next to be written is not the one that holds this time point.</summary>
    public void Keep(int t) => _turn = Read(PathOf(0), t) is null ? 0 : 1;

    /// <summary>The series is over: nobody goes on with it.</summary>
    public void Delete()
    {
        File.Delete(PathOf(0));
        File.Delete(PathOf(1));
    }

    private static byte[]? Read(string path, int t)
    {
        if (!File.Exists(path))
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
            return null;
        var state = bytes.AsSpan(HeaderBytes);
        return
            BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)) == t
            && BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12)) == state.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16)) == Crc32.HashToUInt32(state)
            ? state.ToArray()
            : null;
    }

    private string PathOf(int turn) => Path.Combine(recording, $"state-{(2 * place) + turn}.bin");
}
