using Cellect.Model.Linking;
using CsCheck;

namespace Cellect.Model.Tests.Linking;

public class KdTreeTests
{
    private static readonly Gen<float[]> Points = Gen.Float[-50, 50].Array[0, 120].Select(a => a[..(a.Length / 3 * 3)]);

    [Fact]
    public void Nearest_OfAnyPlace_IsWhatBruteForceFinds() =>
        Gen.Select(Points, Gen.Float[-60, 60].Array[3], Gen.Int[1, 6])
            .Sample(
                (points, place, count) =>
                {
                    var indices = new int[count];
                    var squares = new float[count];
                    var found = new KdTree(points).Nearest(place, indices, squares);
                    var expected = Enumerable
                        .Range(0, points.Length / 3)
                        .Select(i => Square(points, i, place))
                        .Order()
                        .Take(count)
                        .ToArray();
                    Assert.Equal(expected, squares[..found]);
                    Assert.Equal(expected, indices[..found].Select(i => Square(points, i, place)));
                    Assert.Equal(found, indices[..found].Distinct().Count());
                }
            );

    [Fact]
    public void Nearest_WithinADistance_LeavesOutWhatIsBeyond() =>
        Gen.Select(Points, Gen.Float[-60, 60].Array[3], Gen.Float[1, 60])
            .Sample(
                (points, place, farthest) =>
                {
                    var indices = new int[6];
                    var squares = new float[6];
                    var found = new KdTree(points).Nearest(place, indices, squares, farthest);
                    var expected = Enumerable
                        .Range(0, points.Length / 3)
                        .Select(i => Square(points, i, place))
                        .Where(s => s < farthest * farthest)
                        .Order()
                        .Take(6);
                    Assert.Equal(expected, squares[..found]);
                }
            );

    [Fact]
    public void Nearest_ManyEqualPoints_FindsAsManyAsAskedFor()
    {
        var indices = new int[5];
        var found = new KdTree(new float[300]).Nearest([0, 0, 0], indices, new float[5]);
        Assert.Equal(5, found);
        Assert.Equal(5, indices.Distinct().Count());
    }

    private static float Square(float[] points, int i, float[] place)
    {
        float dz = points[3 * i] - place[0],
            dy = points[3 * i + 1] - place[1],
            dx = points[3 * i + 2] - place[2];
        return dz * dz + dy * dy + dx * dx;
    }
}
