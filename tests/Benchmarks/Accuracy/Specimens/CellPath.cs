namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>One cell over time, without divisions.</summary>
/// <param name="First">First frame.</param>
/// <param name="Places">Place in each frame from the first on, µm.</param>
internal sealed record CellPath(int First, (double Z, double Y, double X)[] Places)
{
    /// <summary>Last frame.</summary>
    public int Last => First + Places.Length - 1;
}
