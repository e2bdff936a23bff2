using System.Text.Json.Nodes;
using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Recordings;
using Cellect.Data.TiffFiles;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Lab.Training;
using Cellect.Model.Detections;
using Cellect.Testing;

namespace Cellect.Lab.Tests.Training;

/// <summary>Corrections of a recording as what a model is trained on.</summary>
public sealed class CorrectedAnnotationTests : IDisposable
{
    private const int Frames = 8,
        Side = 64;

    private static readonly VolumeShape Shape = new(12, Side, Side);
    private readonly TemporaryFolder _folder = new();

    /// <summary>Three cells that stand; the recording tells a score of 0.8 for each.</summary>
    private string Record(VolumeShape? shape = null)
    {
        var folder = _folder["live"];
        Directory.CreateDirectory(folder);
        using var files = new RecordingFiles(folder, 0.2, masks: false, [0]);
        var header = FakeSeries.Header(shape: shape ?? Shape) with { VoxelMicrometres = new VoxelSize(1, 0.25, 0.25) };
        var record = new SessionRecord(
            header,
            masks: false,
            new SessionInfo(new JsonObject(), new Dictionary<string, string>()),
            TimeProvider.System
        );
        for (var t = 0; t < Frames; t++)
        {
            TrackedCell[] cells = [Cell(1, 16, 16), Cell(2, 16, 48), Cell(3, 48, 32)];
            var frame = FakeSeries.Frame(header with { T = t, Seq = (ulong)t }, cells, timeStep: t == 0 ? 0 : 1);
            files.Append(frame, 0);
            record.Add(frame, files);
        }

        files.Finish();
        record.Write(folder);
        return folder;

        static TrackedCell Cell(int track, float y, float x) => new(track, -1, 6, y, x, 5, 0.8f, 0);
    }

    private static void Correct(string recording, params TrackEdit[] edits)
    {
        using var log = new EditLog(recording, TimeProvider.System);
        foreach (var edit in edits)
            log.Append(edit);
    }

    private static TrackEdit Edit(EditKind kind, int t, int track) => new() { Edit = kind, Cell = new CellKey(t, track) };

    [Fact]
    public void Words_AreCertain_AndWhatNobodyTouchedCountsAQuarterOfItsProbability()
    {
        var recording = Record();
        Correct(
            recording,
            Edit(EditKind.Accept, 2, 1),
            Edit(EditKind.Delete, 3, 2),
            Edit(EditKind.Move, 4, 3) with
            {
                Z = 5,
                Y = 47,
                X = 33,
            },
            new TrackEdit
            {
                Edit = EditKind.Add,
                T = 5,
                Z = 6,
                Y = 30,
                X = 10,
            }
        );
        var points = CorrectedAnnotation.Read(recording, dense: false);

        var accepted = points.Single(p => p is { T: 2, Y: 16, X: 16 });
        Assert.Equal((1, true), (accepted.Weight, accepted.Parent >= 0));
        var moved = points.Single(p => p is { T: 4, Y: 47, X: 33 });
        // Nobody has said where it comes from.
        Assert.Equal((1, -1), (moved.Weight, moved.Parent));
        var added = points.Single(p => p is { T: 5, X: 10 });
        Assert.Equal((1, 5), (added.Weight, added.Radius));
        var gone = Assert.Single(points, p => p.IsAbsent);
        Assert.Equal((3, 16, 48), (gone.T, gone.Y, gone.X));
        var others = points.Where(p => !p.IsCertain).ToArray();
        Assert.Equal(3 * Frames + 1 - 1 - 3, others.Length);
        Assert.All(others, p => Assert.Equal(0.2f, p.Weight, 3));
        Assert.All(others.Where(p => p.T is 1 or 7), p => Assert.True(p.Parent >= 0));
        Assert.All(CorrectedAnnotation.Read(recording, dense: true).Where(p => !p.IsAbsent), p => Assert.True(p is { Weight: 1 }));
    }

    [Fact]
    public void Populations_OfSeveralTheOneNamed_AndWithoutANameTheyAreListed()
    {
        var folder = _folder["two"];
        Directory.CreateDirectory(folder);
        var header = FakeSeries.Header(shape: Shape) with { VoxelMicrometres = new VoxelSize(1, 0.25, 0.25) };
        using (var files = new RecordingFiles(folder, 0.2, masks: false, [0, 1]))
        {
            var record = new SessionRecord(
                header,
                masks: false,
                new SessionInfo(new JsonObject(), new Dictionary<string, string>()),
                TimeProvider.System
            );
            for (var t = 0; t < 3; t++)
            for (var c = 0; c < 2; c++)
            {
                TrackedCell[] cells = [new(1 + c, -1, 6, 16 + 32 * c, 16, 5, 0.8f, 0)];
                var frame = FakeSeries.Frame(header with { T = t, C = c, Seq = (ulong)(2 * t + c) }, cells, timeStep: t == 0 ? 0 : 1);
                files.Append(frame, 0);
                record.Add(frame, files);
            }

            files.Finish();
            record.Write(folder);
        }

        var file = Path.Combine(folder, "session.json");
        var session = JsonNode.Parse(File.ReadAllText(file))!;
        session["populations"] = JsonNode.Parse("[{\"channel\":0,\"name\":\"germ\"},{\"channel\":1,\"name\":\"immune\"}]");
        File.WriteAllText(file, session.ToJsonString());
        Correct(folder, Edit(EditKind.Accept, 1, 1), Edit(EditKind.Accept, 2, 2));

        var points = CorrectedAnnotation.Read(folder, dense: false, population: 1);
        Assert.All(points, p => Assert.Equal(48, p.Y));
        Assert.Equal(2, Assert.Single(points, p => p.IsCertain).T);
        var missing = Assert.Throws<InvalidDataException>(() => CorrectedAnnotation.Read(folder, dense: false)).Message;
        Assert.Contains("0 (germ), 1 (immune); choose one with --population", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Unlinked_ThenUndone_SaysNothing()
    {
        var recording = Record();
        Correct(recording, Edit(EditKind.Unlink, 2, 1), new TrackEdit { Edit = EditKind.Undo, Of = 1 });
        Assert.Contains(
            "has no corrections in its edits.jsonl",
            Assert.Throws<InvalidInputException>(() => CorrectedAnnotation.Read(recording, dense: false)).Message
        );
    }

    [Fact]
    public void Images_OfAnotherShape_AreRefusedNamingBoth()
    {
        var recording = Record(new VolumeShape(12, 32, 48));
        Correct(recording, Edit(EditKind.Accept, 2, 1));
        Assert.Contains(
            "was tracked in volumes of 12x32x48 voxels (z, y, x), but",
            Assert.Throws<InvalidDataException>(() => Open(recording, Images())).Message
        );
    }

    [Fact]
    public void Parts_AreCutAroundWords_AndTellWhatIsKnown()
    {
        var recording = Record();
        Correct(recording, Edit(EditKind.Accept, 2, 1), Edit(EditKind.Delete, 6, 2), Edit(EditKind.Accept, 4, 3));
        var lines = new List<string>();
        var (store, series) = Open(recording, Images(), lines.Add);
        using (store)
        {
            Assert.Contains(lines, line =>
                line.StartsWith("2 confirmed cells, 1 places without one, 21 cells that nobody touched", StringComparison.Ordinal)
            );
            Assert.Contains(lines, line => line.Contains("trained on frames 2 4, held out 6", StringComparison.Ordinal));
            Assert.False(series.HasRuns);
            for (var n = 0; n < 20; n++)
            {
                var part = series.Part(new TrainingOptions { CropDepth = 8, CropSide = 32 }, n);
                Assert.False(part.Dense);
                Assert.False(part.RadiiKnown);
                Assert.Single(part.Cells[^1], cell => cell.Weight == 1);
                Assert.All(part.Cells[^1].Where(cell => cell.Weight < 1), cell => Assert.Equal(0.2f, cell.Weight, 3));
                // The word of the held-out frame is kept out of its image.
                Assert.All(part.Absent!, Assert.Empty);
            }

            var held = Assert.Single(series.HeldOut());
            Assert.Single(held.Absent![1]);
            Assert.Equal(CorrectedAnnotation.Untouched, held.Elsewhere);
        }
    }

    [Fact]
    public void Tally_ADetectionWhereThereIsNoCell_CountsFour_TimesThatOfOneWhereNobodyLooked()
    {
        var sequence = NetworkTrainerTests.Balls(1) with { Dense = false, Elsewhere = 0.25f };
        var known = sequence.Cells[^1];
        sequence = sequence with
        {
            Cells = [.. sequence.Cells[..^1], [known[0], known[1] with { Weight = 0.25f }]],
            Absent =
            [
                [],
                [],
                [],
                [known[2]],
            ],
            DarkUpTo = [0, 0, 0, 0],
        };
        Assert.Equal(1, F1(known[0], known[1]), 3);
        Assert.Equal(2 * 1.25 / (2.5 + 1), F1(known[0], known[1], known[2]), 3);
        Assert.Equal(2 * 1.25 / (2.5 + 0.25), F1(known[0], known[1], known[3]), 3);
        Assert.Equal(2 * 0.25 / (0.25 + 1.25), F1(known[1]), 3);

        double F1(params TrainingCell[] found)
        {
            var tally = new DetectionTally();
            tally.Add(
                new DetectedFrame(
                    [.. found.Select(cell => new Detection(cell.Z, cell.Y, cell.X, cell.Radius, 0.9f, 0, 0, 0, 0))],
                    [],
                    sequence.Geometry,
                    null
                ),
                sequence
            );
            return tally.F1();
        }
    }

    private (FrameStore Store, AnnotatedSeries Series) Open(string recording, string images, Action<string>? log = null) =>
        OwnFrames.Open(
            new OwnFramesRequest(images, recording, new VoxelSize(1, 0.25, 0.25), 1, null, Dense: false, Corrections: true),
            _folder["frames.tmp"],
            log ?? (_ => { }),
            TestContext.Current.CancellationToken
        );

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
                var inside = new[] { (16, 16), (16, 48), (48, 32) }.Any(c =>
                    16 * (z - 6) * (z - 6) + (y - c.Item1) * (y - c.Item1) + (x - c.Item2) * (x - c.Item2) < 25
                );
                voxels[i] = (ushort)(100 + random.Next(20) + (inside ? 800 : 0));
            }

            TiffVolumeWriter.Write<ushort>(Path.Combine(movie, $"t{t}.tif"), voxels, Shape, null);
        }

        return movie;
    }

    public void Dispose() => _folder.Dispose();
}
