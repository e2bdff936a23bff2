using Cellect.Stream.Wire;

namespace Cellect.Stream.Tests.Replay;

/// <summary>A message as it came.</summary>
internal sealed record Received(WireMessage Message, byte[][] Pixels)
{
    public int T => ((ImageMessage)Message).T;

    public long ExposureEndNs => ((ImageMessage)Message).ExposureEndNs;
}
