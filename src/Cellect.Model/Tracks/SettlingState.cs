using Cellect.Model.Calibration;

namespace Cellect.Model.Tracks;

/// <summary>What a series has shown of the meaning of its scores, to go on in another process. Immutable.</summary>
/// <param name="Frames">Frames that were seen.</param>
/// <param name="Cells"><see cref="RunningMap.State"/> of all cells.</param>
/// <param name="Beginnings">The same of cells that come from nowhere.</param>
/// <param name="Living">The tracks that may go on.</param>
internal sealed record SettlingState(int Frames, double[] Cells, double[] Beginnings, IReadOnlyDictionary<int, Settling.Life> Living)
{
    /// <summary>Of a series of which nothing was seen.</summary>
    public static SettlingState None => new Settling().State;
}
