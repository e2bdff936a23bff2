using Cellect.Analysis.Finishing;
using Cellect.Data.Exchange;
using Cellect.Data.TiffFiles;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Searching;
using Cellect.Model.Detections;
using Cellect.Model.Networks.Live;
using Cellect.Stream;
using Cellect.Testing;

namespace Cellect.Lab.Tests.Searching;

/// <summary>Missed cells are looked for again with the shipped network.</summary>
public sealed class MissedCellsTests : IDisposable
{
    private const int Frames = 6,
        Side = 64;

    private static readonly VolumeShape Shape = new(12, Side, Side);
    private static readonly VoxelSize Voxel = new(0.88, 0.22, 0.22);
    private static readonly (int Y, int X)[] Places = [(16, 16), (16, 48), (48, 32)];
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Search_ACellThatIsInTheImages_IsFoundInEveryTimePointOfItsGap_ButNotWherePeopleSayThereIsNone()
    {
        using var source = VolumeSources.Open(Images(), Voxel);
        using var missed = new MissedCells(Repository.Model);
        var third = Cell(3, 48, 32);
        TrackGap[] gaps = [new(1, third, 5, third, 0.9)];

        var found = Search(absent: []);

        Assert.Equal([2, 3, 4], found.Select(cell => cell.T));
        Assert.All(found, cell =>
        {
            Assert.Equal((3, -1), (cell.Cell.Track, cell.Cell.Parent));
            Assert.InRange(cell.Cell.Y, 45, 51);
            Assert.InRange(cell.Cell.X, 29, 35);
            Assert.InRange(cell.Probability, 0.5, 0.9);
        });
        Assert.Equal([2, 4], Search(absent: [new ReadCell(3, 6, 47, 32)]).Select(cell => cell.T));
        // What another track has is not missed.
        Assert.DoesNotContain(Search(absent: [], other: Cell(4, 49, 33)), cell => cell.T == 3);

        IReadOnlyList<FoundCell> Search(IReadOnlyList<ReadCell> absent, TrackedCell? other = null) =>
            missed.Search(
                source,
                channel: 0,
                _ => Sampling.Source,
                gaps,
                Enumerable
                    .Range(0, Frames)
                    .Select(t =>
                        (
                            t,
                            (IReadOnlyList<TrackedCell>)
                                [
                                    Cell(1, 16, 16),
                                    Cell(2, 16, 48),
                                    .. t is < 2 or > 4 ? [third]
                                    : t == 3 && other is { } cell ? [cell]
                                    : (TrackedCell[])[],
                                ]
                        )
                    ),
                absent,
                TestContext.Current.CancellationToken
            );
    }

    [Fact]
    public void Probability_FallsWithTheDistanceFromWhereTheCellIsExpected_AndRisesWithTheScore()
    {
        var place = new SearchedPlace(new TrackGap(0, Cell(1, 20, 20), 4, Cell(1, 28, 20), 0.8), Voxel);
        Assert.Equal((6, 24, 20), place.At(2));
        Assert.True(At(24, 0.3) > At(28, 0.3));
        Assert.True(At(24, 0.6) > At(24, 0.3));
        Assert.InRange(At(24, 0.999), 0.79, 0.8);
        Assert.Equal(0, At(33, 0.999));
        // What is found once tells where it is next.
        place.Take(2, new Detection(6, 25, 22, 5, 0.4f, 0, 0, 0, 0), 0.7);
        Assert.Equal((6, 26.5, 21), place.At(3));

        double At(float y, double believed) => place.Probability(2, new Detection(6, y, 20, 5, 0, 0, 0, 0, 0), believed);
    }

    private static TrackedCell Cell(int track, float y, float x) => new(track, -1, 6, y, x, 5, 0.9f, 0);

    private string Images()
    {
        var movie = Directory.CreateDirectory(_folder["movie"]).FullName;
        var random = new Random(1);
        for (var t = 0; t < Frames; t++)
        {
            var voxels = new ushort[Shape.Voxels];
            for (int z = 0, i = 0; z < Shape.Z; z++)
            for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++, i++)
            {
                var inside = Places.Any(c => 16 * (z - 6) * (z - 6) + (y - c.Y) * (y - c.Y) + (x - c.X) * (x - c.X) < 36);
                voxels[i] = (ushort)(100 + random.Next(20) + (inside ? 800 : 0));
            }

            TiffVolumeWriter.Write<ushort>(Path.Combine(movie, $"t{t}.tif"), voxels, Shape, null);
        }

        return movie;
    }

    public void Dispose() => _folder.Dispose();
}
