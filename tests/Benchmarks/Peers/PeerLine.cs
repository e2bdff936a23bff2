using System.Globalization;

namespace Cellect.Benchmarks.Peers;

/// <summary>What the peer saw of one volume: the stamps that were published, and when they arrived. UTC nanoseconds.</summary>
internal sealed record PeerLine(
    int T,
    int Cells,
    long Sent,
    long Received,
    long Assembled,
    long Inferred,
    long Linked,
    long Published,
    long Delivered
)
{
    public static PeerLine Parse(string line)
    {
        var values = Array.ConvertAll(line.Split(' '), v => long.Parse(v, CultureInfo.InvariantCulture));
        return new PeerLine((int)values[0], (int)values[1], values[2], values[3], values[4], values[5], values[6], values[7], values[8]);
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{T} {Cells} {Sent} {Received} {Assembled} {Inferred} {Linked} {Published} {Delivered}"
        );
}
