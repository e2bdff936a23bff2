using System.Numerics;

namespace Cellect.Overlay.Scenes;

/// <summary>Colours of channels: grey where there is one, else colours that differ for every kind of colour vision and add up to
/// white.</summary>
internal static class ChannelTint
{
    private static readonly Vector3[] Tints = [new(0.2f, 1, 0.2f), new(1, 0.2f, 1), new(0.2f, 0.6f, 1), new(1, 0.75f, 0.1f)];

    /// <summary>The tint of the channel at a place.</summary>
    /// <param name="place">0 is the tracked channel.</param>
    /// <param name="channels">How many there are.</param>
    public static Vector3 Of(int place, int channels) => channels == 1 ? Vector3.One : Tints[place % Tints.Length];
}
