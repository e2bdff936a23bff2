using System.Numerics.Tensors;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Lab.Training;
using Cellect.Model.Detections;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using static TorchSharp.torch;

namespace Cellect.Lab.Tests.Training;

public sealed class OwnFramesTests : IDisposable
{
    private static readonly VoxelGeometry Geometry = new(4, 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect").FullName;

    [Fact]
    public void JoinedVoxels_NormalisedLikeTheFrame_AreWhatTheNetworkSeesInUse()
    {
        var volume = Noise(6, 32, 40);
        var normalization = Normalization.Of<ushort>(volume);
        var joined = JoinedVoxels.Of(volume, (6, 32, 40), (6, 16, 20), normalization, 16);
        var seen = new float[joined.Length];
        normalization.Times(16).Apply<ushort>(joined, seen);
        using var prepared = PreparedVolume.From(new ReadOnlyTensorSpan<ushort>(volume, [6, 32, 40]), Geometry);
        var inUse = prepared.At(new Sampling(2, 0)).Voxels.to(ScalarType.Float32).flatten().data<float>().ToArray();
        for (var i = 0; i < seen.Length; i++)
            Assert.Equal(inUse[i], seen[i], 0.01f);
    }

    [Fact]
    public void Case17_AnnotationOfAnotherVolume_IsRefusedNamingBoth()
    {
        var movie = Directory.CreateDirectory(Path.Combine(_folder, "movie")).FullName;
        var truth = Directory.CreateDirectory(Path.Combine(_folder, "01_GT", "TRA")).FullName;
        for (var t = 0; t < 3; t++)
        {
            Write(Path.Combine(movie, $"t{t}.tif"), new VolumeShape(12, 64, 64));
            Write(Path.Combine(truth, $"man_track{t:000}.tif"), new VolumeShape(4, 24, 32));
        }

        File.WriteAllText(Path.Combine(truth, "man_track.txt"), "1 0 2 0\n");
        File.WriteAllText(Path.Combine(_folder, "outside.csv"), "t,z,y,x,id\n0,6,200,33,1\n1,6,30,40,2\n");
        Assert.Contains("man_track000.tif: 4x24x32 voxels, but the images are 12x64x64", Refused(Path.Combine(_folder, "01_GT")));
        Assert.Contains("y of cell 1 in frame 0 is 200, but the images have rows 0 to 63", Refused(Path.Combine(_folder, "outside.csv")));

        string Refused(string points)
        {
            var request = new OwnFramesRequest(movie, points, new VoxelSize(1.2, 0.4, 0.4), 1, null, Dense: false);
            return Assert
                .ThrowsAny<Exception>(() =>
                    OwnFrames.Open(request, Path.Combine(_folder, "frames.tmp"), _ => { }, TestContext.Current.CancellationToken)
                )
                .Message;
        }

        static void Write(string path, VolumeShape shape)
        {
            var voxels = new ushort[shape.Voxels];
            Array.Fill(voxels, (ushort)1);
            TiffVolumeWriter.Write<ushort>(path, voxels, shape, null);
        }
    }

    [Fact]
    public void Radii_OfLargeAndSmallBallsOfOneFrame_AreToldApart()
    {
        using var store = new FrameStore(Path.Combine(_folder, "frames.tmp"), 12, 96, 96);
        AnnotatedPoint[] points =
        [
            new(0, 6, 24, 24, 1, -1, 0),
            new(0, 6, 24, 72, 2, -1, 0),
            new(0, 6, 72, 24, 3, -1, 0),
            new(0, 6, 72, 72, 4, -1, 0),
        ];
        float[] radii = [5, 8, 8, 12];
        store.Add(0, Balls(12, 96, 96, points, radii));
        var measured = CellRadii.Measure(store, points, Geometry);
        Assert.All(measured.Zip(radii), pair => Assert.InRange(pair.First.Radius, 0.75f * pair.Second, 1.25f * pair.Second));
        Assert.Equal([1, 2, 3, 4], measured.Select(p => (int)p.Id));
    }

    [Fact]
    public void Frames_ManyInSuccessionWithLinks_AreHeldOutInRuns()
    {
        var points = Enumerable.Range(0, 30).Select(t => new AnnotatedPoint(t, 1, 1, 1, t, t - 1, 4)).ToArray();
        var frames = new AnnotatedFrames(points, 30, linked: true);
        Assert.True(frames.InRuns);
        Assert.Equal([10, 11, 12, 13, 14], frames.Held);
        Assert.False(new AnnotatedFrames([.. points.Take(24)], 30, linked: true).InRuns);
        Assert.False(new AnnotatedFrames([.. points.Where(p => p.T != 20)], 30, linked: true).InRuns);
    }

    [Fact]
    public void Windows_OfADenseSeries_HaveItsLinksAndNoHeldOutFrame()
    {
        var (store, series) = Series(30);
        using (store)
        {
            Assert.True(series.HasRuns);
            var held = Enumerable.Range(10, 5).Select(t => store.Read(t, 0, 0, 0, 12, 96, 96)).ToArray();
            var windows = series.Windows(views: 1, seed: 3).ToArray();
            Assert.NotEmpty(windows);
            Assert.All(windows, window =>
            {
                Assert.InRange(window.Frames, 4, 12);
                // Radius 10 is shown as 3.8 to 7.5: voxels are joined, and radii and places shrink with them.
                Assert.True(window.Width < 96);
                Assert.All(window.Cells, frame => Assert.All(frame, c => Assert.InRange(c.Radius, 3.5f, 8f)));
                Assert.All(window.Cells.Skip(1), frame => Assert.Equal([0, 1], frame.Select(c => c.Parent)));
            });
            var run = Assert.Single(series.HeldWindows(views: 1, seed: 3));
            Assert.Equal(6, run.Frames);
            Assert.Equal(2, run.Cells[^1].Length);
        }
    }

    [Fact]
    public void Turned_MovesVoxelsAndCellsTogether()
    {
        var volume = new ushort[2 * 4 * 6];
        volume[(1 * 4 + 3) * 6 + 5] = 9;
        var sequence = new TrainingSequence(
            2,
            4,
            6,
            Geometry,
            [volume],
            [
                [new TrainingCell(1, 3, 5, 2, -1, false)],
            ]
        );
        for (var seed = 0; seed < 20; seed++)
        {
            var turned = sequence.Turned(new Random(seed));
            var cell = turned.Cells[0][0];
            Assert.Equal(9, turned.Volumes[0][((int)cell.Z * turned.Height + (int)cell.Y) * turned.Width + (int)cell.X]);
            Assert.Equal(9, turned.Volumes[0].Sum(v => v));
        }
    }

    [Fact]
    public void Part_OfTheOtherNetwork_IsNotJoined()
    {
        var (store, series) = Series(30);
        using (store)
            Assert.Equal(10, series.PartFollowed(new TrainingOptions { CropDepth = 4, CropSide = 32 }, 1).Cells[0][0].Radius);
    }

    private (FrameStore Store, AnnotatedSeries Series) Series(int count)
    {
        var store = new FrameStore(Path.Combine(_folder, "frames.tmp"), 12, 96, 96);
        var points = new List<AnnotatedPoint>();
        for (var t = 0; t < count; t++)
        {
            AnnotatedPoint[] frame =
            [
                new(t, 6, 30, 30 + t % 3, 2 * t, t == 0 ? -1 : 2 * t - 2, 10),
                new(t, 6, 66, 66, 2 * t + 1, t == 0 ? -1 : 2 * t - 1, 10),
            ];
            points.AddRange(frame);
            store.Add(t, Balls(12, 96, 96, frame, [10, 10]));
        }

        return (
            store,
            new AnnotatedSeries(store, new AnnotatedFrames(points, count, linked: true), points, Geometry, dense: true, radius: null)
        );
    }

    private static ushort[] Balls(int depth, int height, int width, AnnotatedPoint[] cells, float[] radii)
    {
        var random = new Random(4);
        var volume = new ushort[depth * height * width];
        for (int z = 0, i = 0; z < depth; z++)
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++, i++)
        {
            volume[i] = (ushort)(100 + random.Next(20));
            for (var k = 0; k < cells.Length; k++)
            {
                float dz = (z - cells[k].Z) * Geometry.Anisotropy,
                    dy = y - cells[k].Y,
                    dx = x - cells[k].X;
                if (dz * dz + dy * dy + dx * dx <= radii[k] * radii[k])
                    volume[i] = (ushort)(1000 + random.Next(200));
            }
        }

        return volume;
    }

    private static ushort[] Noise(int depth, int height, int width)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, depth * height * width).Select(_ => (ushort)(random.Next(10) == 0 ? 0 : 1 + random.Next(200)))];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
