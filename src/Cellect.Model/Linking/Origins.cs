using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// What the cells of the newest frame may have come from: the cells of the frame before and, after them, the remembered ones: cells of
/// one or two frames earlier that nothing has continued yet, at the places to which their neighbours' motion would have carried them.
/// </summary>
/// <param name="frame">All of them.</param>
/// <param name="previous">How many are of the frame before.</param>
/// <param name="missed">For each the frames in which it was not found: 0 for cells of the frame before.</param>
/// <param name="steps">For each the time points between its last sight and the frame before: 0 for cells of that frame.</param>
/// <param name="momentum">How each moved last.</param>
internal sealed class Origins(DetectedFrame frame, int previous, int[] missed, int[] steps, Momentum momentum)
{
    /// <summary>How bright each cell was.</summary>
    public Condensation Condensation { get; init; } = Condensation.Unknown(frame.Cells.Length);

    /// <summary>The cells of the frame before and nothing else; nobody knows how they moved.</summary>
    public static Origins Of(DetectedFrame before) => Of(before, Momentum.Unknown(before.Cells.Length));

    /// <summary>The cells of the frame before and nothing else.</summary>
    public static Origins Of(DetectedFrame before, Momentum momentum) =>
        new(before, before.Cells.Length, new int[before.Cells.Length], new int[before.Cells.Length], momentum);

    /// <summary>The same cells, none of which moved.</summary>
    public Origins AtRest() => new(frame, previous, missed, steps, Momentum.Unknown(frame.Cells.Length)) { Condensation = Condensation };

    /// <summary>The same cells elsewhere: the specimen has moved as a whole.</summary>
    /// <param name="shift">Voxels, z, y, x.</param>
    public Origins Moved((int Z, int Y, int X) shift) =>
        new(
            new DetectedFrame(
                Array.ConvertAll(frame.Cells, c => c with { Z = c.Z + shift.Z, Y = c.Y + shift.Y, X = c.X + shift.X }),
                frame.Embeddings,
                frame.Geometry,
                frame.Foreground
            )
            {
                Scale = frame.Scale,
                Slices = frame.Slices,
            },
            previous,
            missed,
            steps,
            momentum
        )
        {
            Condensation = Condensation,
        };

    /// <summary>All cells, those of the frame before first.</summary>
    public DetectedFrame Frame => frame;

    /// <summary>How many are of the frame before.</summary>
    public int Previous => previous;

    /// <summary>For each cell the frames in which it was not found.</summary>
    public int[] Missed => missed;

    /// <summary>How each cell moved last.</summary>
    public Momentum Momentum => momentum;

    /// <summary>For each cell the time points between its last sight and the frame before.</summary>
    public int[] Steps => steps;
}
