namespace Cellect.Overlay.Scenes;

/// <summary>How cells and tails are drawn.</summary>
/// <param name="Opacity">0.1 to 1.</param>
/// <param name="Thickness">Of lines, for one of the usual ones: 0.5 to 3.</param>
/// <param name="Thinning">True: thinner and fainter by itself where cells crowd.</param>
internal readonly record struct MarkLook(float Opacity, float Thickness, bool Thinning)
{
    private const float Crowded = 0.45f;
    private const float LeastWidth = 0.55f;
    private const float LeastOpacity = 0.45f;

    /// <summary>As it is at first.</summary>
    public static MarkLook Usual { get; } = new(1, 1, true);

    /// <summary>The look where rings cover so much of a panel.</summary>
    /// <param name="share">Area of all rings for that of the panel, from 0.</param>
    public MarkLook In(float share)
    {
        if (!Thinning || share <= Crowded)
            return this;
        var thin = MathF.Sqrt(Crowded / share);
        return this with { Opacity = Opacity * MathF.Max(LeastOpacity, thin), Thickness = Thickness * MathF.Max(LeastWidth, thin) };
    }
}
