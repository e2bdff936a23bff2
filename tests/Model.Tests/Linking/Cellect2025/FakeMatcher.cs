using Cellect.Model.Detections;
using Cellect.Model.Linking.Cellect2025;

namespace Cellect.Model.Tests.Linking.Cellect2025;

/// <summary>Says what a test wants: of pairs of detections within a frame, and from one frame to the next.</summary>
internal sealed class FakeMatcher : ICellect2025Matcher
{
    /// <summary>Probability that two detections of a frame are one cell; by index, one way.</summary>
    public Dictionary<(int Cell, int Other), float> Same { get; init; } = [];

    /// <summary>Probability of a link from the row's cell to a detection of the frame that follows.</summary>
    public Dictionary<(int Row, int Other), float> Links { get; init; } = [];

    /// <summary>Probability of "none" for a row; 0.05 where it is not said.</summary>
    public Dictionary<int, float> None { get; init; } = [];

    /// <summary>Probability that a row's cell divides.</summary>
    public Dictionary<int, float> Divides { get; init; } = [];

    public float[] Within(Cellect2025Features features) =>
        Rows(features, 6, (row, at) => [.. Enumerable.Range(at, 5).Select(a => Same.GetValueOrDefault((row, features.Index[a]))), 0]);

    public float[] Between(Cellect2025Features features) =>
        Rows(features, 7, (row, at) =>
            [
                .. Enumerable.Range(at, 5).Select(a => Links.GetValueOrDefault((row, features.Index[a]))),
                None.GetValueOrDefault(row, 0.05f),
                Divides.GetValueOrDefault(row),
            ]
        );

    public void Dispose() { }

    /// <summary>A frame of detections at (slice, row, column) with a size; isotropic.</summary>
    public static Cellect2025Frame Frame(params (int Slice, int Row, int Column, float Size)[] cells)
    {
        var frame = new Cellect2025Frame(new VoxelGeometry(1, 1, 1));
        foreach (var (slice, row, column, size) in cells)
            frame.Add(new Cellect2025Frame.Found(slice, row, column, size, 0.9f, 0, 0), new float[Cellect2025Frame.EmbeddingLength]);
        return frame;
    }

    private static float[] Rows(Cellect2025Features features, int outputs, Func<int, int, float[]> row)
    {
        var values = Enumerable.Range(0, features.Rows).SelectMany(r => row(r, r * features.Candidates)).ToArray();
        Assert.Equal(features.Rows * outputs, values.Length);
        return values;
    }
}
