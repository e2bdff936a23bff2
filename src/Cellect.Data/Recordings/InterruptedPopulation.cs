namespace Cellect.Data.Recordings;

/// <summary>A population of a recording that a crash cut short.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="LastT">Its last time point recorded; -1: none.</param>
/// <param name="LastTrack">Highest track id of its own in use.</param>
/// <param name="State">What its model left after that frame; null: it is lost, or of another model.</param>
internal sealed record InterruptedPopulation(int Channel, int LastT, int LastTrack, byte[]? State)
{
    /// <summary>The populations of a recording, in the order of their masks.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="recording">Its tables.</param>
    /// <param name="sameModel">Whether the same models go on.</param>
    public static IReadOnlyList<InterruptedPopulation> Read(string folder, RecordingReader recording, bool sameModel)
    {
        var lastTrack = new Dictionary<int, int>();
        foreach (var (row, cells) in recording.Read())
        foreach (var cell in cells)
            lastTrack[row.Population] = Math.Max(cell.Track, lastTrack.GetValueOrDefault(row.Population));
        return
        [
            .. recording.Populations.Select(
                (population, place) =>
                    new InterruptedPopulation(
                        population.Channel,
                        recording.LastOf(population.Channel),
                        lastTrack.GetValueOrDefault(population.Channel),
                        sameModel ? new StateFiles(folder, place).Read(recording.LastOf(population.Channel)) : null
                    )
            ),
        ];
    }
}
