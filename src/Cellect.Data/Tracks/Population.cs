namespace Cellect.Data.Tracks;

/// <summary>The cells of one tracked channel: a kind of cell with tracks of its own.</summary>
/// <param name="Channel">Number of the channel: what messages, tables and <c>Header.C</c> of a frame call the population by.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Color">Its colour, <c>#rrggbb</c>.</param>
internal sealed record Population(int Channel, string Name, string Color)
{
    // The overlay's colours of tracks (Okabe and Ito), in an order in which neighbours differ most.
    private static readonly string[] Colors = ["#56b4e9", "#e69f00", "#00b586", "#d68fb8", "#f0e442", "#e8662a"];

    /// <summary>A population that nobody has named.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="place">Its place among the tracked channels, from 0.</param>
    public static Population Unnamed(int channel, int place) => new(channel, $"channel {channel}", Colors[place % Colors.Length]);
}
