using System.Numerics;
using Cellect.Overlay.Graphics;

namespace Cellect.Overlay.Scenes;

/// <summary>A parallel view of the volume: along one of its axes, or from any side.</summary>
/// <param name="Name">As in the field: XY, XZ or YZ, the horizontal axis first but for YZ, which shares y with XY; 3D.</param>
/// <param name="Area">Where it lies.</param>
/// <param name="AxisX">The volume's direction (x, y, z) that runs to the right, length 1.</param>
/// <param name="AxisY">The volume's direction (x, y, z) that runs down, length 1.</param>
/// <param name="Centre">The point in the middle of the panel (x, y, z), µm.</param>
/// <param name="Scale">Pixels for one µm.</param>
internal sealed record Panel(string Name, PixelRect Area, Vector3 AxisX, Vector3 AxisY, Vector3 Centre, float Scale)
{
    /// <summary>The name of a panel that shows the volume from any side.</summary>
    public const string Solid = "3D";

    /// <summary>True when the panel shows the volume from any side.</summary>
    public bool IsSolid => Name == Solid;

    /// <summary>Where a slice lies: any point of it (x, y, z), µm; null when the whole depth is seen.</summary>
    public Vector3? Cut { get; init; }

    /// <summary>Nearest and farthest depth of the volume along <see cref="AxisZ"/>, µm: what lies deep is drawn fainter; null where depth
    /// does not count.</summary>
    public Vector2? Depths { get; init; }

    /// <summary>The volume's direction that runs into the screen (in YZ and XZ out of it: their sides are swapped).</summary>
    public Vector3 AxisZ => Vector3.Cross(AxisX, AxisY);

    /// <summary>The pixel of the volume's corner (0, 0, 0).</summary>
    public Vector2 Origin => Area.Centre - Scale * Flatten(Centre);

    /// <summary>The two coordinates of <paramref name="point"/> that the panel shows.</summary>
    public Vector2 Flatten(Vector3 point) => new(Vector3.Dot(AxisX, point), Vector3.Dot(AxisY, point));

    /// <summary>The pixel of a point, µm.</summary>
    public Vector2 ToPixels(Vector3 point) => Origin + Scale * Flatten(point);

    /// <summary>The point under a pixel, µm; along the axis that is not shown it is <see cref="Centre"/>.</summary>
    public Vector3 ToMicrometres(Vector2 pixel) => Centre + Move(pixel - Area.Centre);

    /// <summary>A way on the screen, pixels, as a way in the volume, µm.</summary>
    public Vector3 Move(Vector2 pixels) => (AxisX * pixels.X + AxisY * pixels.Y) / Scale;

    /// <summary>How far a point is from the slice, µm; 0 where the whole depth is seen.</summary>
    public float DistanceFromCut(Vector3 point) => Cut is { } cut ? MathF.Abs(Vector3.Dot(AxisZ, point - cut)) : 0;
}
