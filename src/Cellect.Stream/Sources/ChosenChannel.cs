namespace Cellect.Stream.Sources;

/// <summary>Which channel of an image a user means.</summary>
internal static class ChosenChannel
{
    /// <param name="image">The image, for people.</param>
    /// <param name="channels">How many it has.</param>
    /// <param name="channel">From 0; null where the user named none.</param>
    /// <param name="names">What they are called, in their order; null: they have no names.</param>
    /// <exception cref="InvalidDataException">Several channels and none chosen, or one that is not there.</exception>
    public static int Of(string image, int channels, int? channel, IEnumerable<string>? names = null)
    {
        var called = names is null ? "" : $" ({string.Join(", ", names)})";
        if (channel is null && channels > 1)
            throw new InvalidDataException(
                $"{image}: has {channels} channels{called}; choose one with ?channel=0 to ?channel={channels - 1}"
            );
        if (channel >= channels)
            throw new InvalidDataException($"{image}: has no channel {channel}; it has 0 to {channels - 1}{called}");
        return channel ?? 0;
    }
}
