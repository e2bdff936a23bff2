using System.Numerics.Tensors;
using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>
/// What the intra-frame network reads: for each detection its five nearest of the same frame, which may be the same cell found twice.
/// Distances in radii of the larger of the two.
/// </summary>
internal sealed class IntraFrameFeatures
{
    /// <summary>Candidates a detection.</summary>
    public const int Candidates = 5;

    /// <summary>Values for each candidate.</summary>
    public const int PerCandidate = 8;

    // Two detections farther apart than this many radii are never one cell.
    private const float Reach = 2;

    private IntraFrameFeatures(int cells)
    {
        Index = new int[cells * Candidates];
        Pairs = new float[Index.Length * PerCandidate];
        Array.Fill(Index, -1);
    }

    /// <summary>[detection, candidate]: index in the frame, or -1 where there are fewer within reach.</summary>
    public int[] Index { get; }

    /// <summary>[detection, candidate, value].</summary>
    public float[] Pairs { get; }

    /// <summary>Features of every detection of a frame.</summary>
    public static IntraFrameFeatures Compute(DetectedFrame frame)
    {
        var features = new IntraFrameFeatures(frame.Cells.Length);
        var places = IsotropicCentres.Of(frame);
        var tree = new KdTree(places);
        var farthest = Farthest(frame);
        Span<int> found = stackalloc int[Candidates + 1];
        Span<float> squares = stackalloc float[Candidates + 1];
        for (var cell = 0; cell < frame.Cells.Length; cell++)
        {
            var count = tree.Nearest(places.AsSpan(3 * cell, 3), found, squares, farthest);
            var rank = 0;
            for (var k = 0; k < count && rank < Candidates; k++)
                if (found[k] != cell && features.Fill(frame, places, cell, rank, found[k], MathF.Sqrt(squares[k])))
                    rank++;
        }

        return features;
    }

    /// <summary>No two detections of the frame farther apart than this are within reach; a little more, for rounding.</summary>
    private static float Farthest(DetectedFrame frame)
    {
        var largest = 0f;
        foreach (ref readonly var cell in frame.Cells.AsSpan())
            largest = Math.Max(largest, cell.Radius);
        return 1.001f * Reach * largest;
    }

    private bool Fill(DetectedFrame frame, float[] places, int cell, int rank, int other, float distance)
    {
        var (a, b) = (frame.Cells[cell], frame.Cells[other]);
        var radius = Math.Max(a.Radius, b.Radius);
        if (distance > Reach * radius)
            return false;
        var at = cell * Candidates + rank;
        Index[at] = other;
        var row = Pairs.AsSpan(at * PerCandidate, PerCandidate);
        row[0] = distance / radius;
        row[1] = MathF.Abs(places[3 * cell] - places[3 * other]) / radius;
        row[2] = MathF.Abs(MathF.Log(a.Radius / b.Radius));
        row[3] = TensorPrimitives.Dot(frame.Embedding(cell), frame.Embedding(other));
        row[4] = Math.Min(a.Score, b.Score);
        row[5] = Math.Max(a.Score, b.Score);
        row[6] = MathF.Abs(a.Z - b.Z);
        row[7] = Math.Max(a.Daughter, b.Daughter);
        return true;
    }
}
