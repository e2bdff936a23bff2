using Cellect.Data.Csv;
using Cellect.Data.Edits;
using Cellect.Data.Exchange;
using Cellect.Data.Exchange.Formats;
using Cellect.Data.Recordings;
using Cellect.Data.Tests.Exchange;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Data.Tests.Edits;

/// <summary>Edits over tracks: what each does, the log that keeps them, differences that become edits.</summary>
public sealed class EditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Track 1 from 0 to 3 in the column x = 1, track 2 the same at x = 2.</summary>
    private static EditedTracks Two() =>
        new(
            new TrackSet(
                "two",
                new VoxelSize(1, 1, 1),
                [
                    .. Enumerable
                        .Range(0, 8)
                        .Select(i => new TrackRow(i / 2, new TrackedCell(1 + i % 2, -1, 0, 0, 1 + i % 2, 1, 0.9f, 0, 0.8f))),
                ]
            )
        );

    private static string Tracks(EditedTracks edited) =>
        string.Join(" ", edited.Build().Rows.Select(row => $"{row.T}:{row.Cell.X:0}={row.Cell.Track}<{row.Cell.Parent}"));

    private static CellKey Key(int t, int track) => new(t, track);

    [Fact]
    public void Relink_TakesTheCellFromWhereItWas_AndLeavesTheOtherWithoutOrigin()
    {
        var edited = Two();

        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Relink,
                Cell = Key(2, 2),
                From = Key(1, 1),
            }
        );

        Assert.Equal("0:1=1<-1 0:2=2<-1 1:1=1<-1 1:2=2<-1 2:1=3<-1 2:2=1<-1 3:1=3<-1 3:2=1<-1", Tracks(edited));
    }

    [Fact]
    public void Divide_AndUndivide_AreEachOthersReverse()
    {
        var edited = Two();
        var before = Tracks(edited);

        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Divide,
                Cell = Key(1, 1),
                Daughters = [Key(2, 1), Key(2, 2)],
            }
        );
        Assert.Equal("0:1=1<-1 0:2=2<-1 1:1=1<-1 1:2=2<-1 2:1=3<1 2:2=4<1 3:1=3<1 3:2=4<1", Tracks(edited));
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Undivide,
                Cell = Key(1, 1),
                Daughters = [Key(2, 1)],
            }
        );
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Relink,
                Cell = Key(2, 2),
                From = Key(1, 2),
            }
        );

        Assert.Equal(before, Tracks(edited));
    }

    [Fact]
    public void Delete_InATrack_LeavesItWhole_AndAddFillsIt()
    {
        var edited = Two();

        edited.Apply(new TrackEdit { Edit = EditKind.Delete, Cell = Key(1, 1) });
        Assert.Equal("0:1=1<-1 0:2=2<-1 1:2=2<-1 2:1=1<-1 2:2=2<-1 3:1=1<-1 3:2=2<-1", Tracks(edited));
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Add,
                N = 7,
                T = 1,
                Z = 0,
                Y = 0,
                X = 9,
                Radius = 2,
                From = Key(0, 1),
            }
        );
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Relink,
                Cell = Key(2, 1),
                From = Key(1, -7),
            }
        );
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Move,
                Cell = Key(1, -7),
                X = 5,
            }
        );

        Assert.Equal("0:1=1<-1 0:2=2<-1 1:2=2<-1 1:5=1<-1 2:1=1<-1 2:2=2<-1 3:1=1<-1 3:2=2<-1", Tracks(edited));
    }

    [Fact]
    public void Name_GoesWithTheTrack_AndAcceptTakesTheDoubt()
    {
        var edited = Two();
        edited.Apply(
            new TrackEdit
            {
                Edit = EditKind.Name,
                Cell = Key(3, 2),
                Text = "ABala",
            }
        );
        edited.Apply(new TrackEdit { Edit = EditKind.Accept, Cell = Key(1, 2) });

        var (tracks, keys) = edited.BuildWithKeys();

        Assert.Equal("ABala", (string)tracks.Provenance["names"]!["2"]!);
        Assert.Equal(5, ReviewQueue.Of(tracks, keys).Count);
        Assert.DoesNotContain(ReviewQueue.Of(tracks, keys), item => item.Cell == Key(1, 2));
        Assert.All(ReviewQueue.Of(tracks, keys), item => Assert.Equal(0.2, item.Doubt, 1e-6));
    }

    [Theory]
    [InlineData("""{"edit":"relink","cell":{"t":1,"track":1},"from":{"t":2,"track":2}}""", "not before")]
    [InlineData("""{"edit":"unlink","cell":{"t":9,"track":1}}""", "not there")]
    [InlineData("""{"edit":"divide","cell":{"t":0,"track":1},"daughters":[{"t":1,"track":1}]}""", "two daughters")]
    [InlineData("""{"edit":"undivide","cell":{"t":0,"track":1}}""", "does not divide")]
    [InlineData("""{"edit":"add","t":1,"z":1,"y":1}""", "needs t, z, y and x")]
    [InlineData("""{"edit":"explode"}""", "line 1")]
    [InlineData("""{"edit":"unlink","cel":{"t":0,"track":1}}""", "line 1")]
    public void EditThatDoesNotFit_IsRefused_AndChangesNothing(string line, string told)
    {
        File.WriteAllText(_folder["e.jsonl"], line + "\n");
        var edited = Two();
        var before = Tracks(edited);

        var refused = Assert.Throws<InvalidInputException>(() => edited.Apply(EditLog.ReadFile(_folder["e.jsonl"])[0]));

        Assert.Contains(told, refused.Message);
        Assert.Equal(before, Tracks(edited));
    }

    [Fact]
    public void Log_UndoAndRedo_CountWhatStands()
    {
        using (var log = new EditLog(_folder.Path, TimeProvider.System))
        {
            log.Append(new TrackEdit { Edit = EditKind.Unlink, Cell = Key(1, 1) });
            log.Append(
                new TrackEdit
                {
                    Edit = EditKind.Unlink,
                    Cell = Key(1, 2),
                    Who = "ada",
                }
            );
            log.Append(new TrackEdit { Edit = EditKind.Undo, Of = 1 });
            Assert.Equal([2], EditLog.Active(log.All).Select(edit => edit.N));
            log.Append(new TrackEdit { Edit = EditKind.Redo, Of = 1 });
        }

        var read = EditLog.Read(_folder.Path);

        Assert.Equal([1, 2], EditLog.Active(read).Select(edit => edit.N));
        Assert.Equal("ada", read[1].Who);
        Assert.NotNull(read[0].At);
    }

    [Fact]
    public void Log_TornByACrash_LosesNoWholeLine()
    {
        using (var log = new EditLog(_folder.Path, TimeProvider.System))
            for (var i = 0; i < 5; i++)
                log.Append(
                    new TrackEdit
                    {
                        Edit = EditKind.Name,
                        Cell = Key(i, 1),
                        Text = "µ" + i,
                    }
                );
        var path = _folder[EditLog.FileName];
        var whole = File.ReadAllBytes(path);

        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var lines = whole[..length].Count(b => b == (byte)'\n');
            Assert.Equal(lines, EditLog.Read(_folder.Path).Count);
            if (length % 37 != 0)
                continue;
            using (var log = new EditLog(_folder.Path, TimeProvider.System))
                log.Append(new TrackEdit { Edit = EditKind.Unlink, Cell = Key(0, 1) });
            Assert.Equal(lines + 1, EditLog.Read(_folder.Path).Count);
        }
    }

    [Theory]
    [InlineData("geff", 1)]
    [InlineData("trackmate", 2)]
    [InlineData("csv", 3)]
    public void TracksEditedElsewhere_BecomeEdits_ThatGiveThem(string format, int seed)
    {
        var run = SampleRecording.Write(_folder["run"], seed, masks: false);
        var mine = EditedTracks.Of(run);
        var (tracks, keys) = mine.BuildWithKeys();
        // The other program: cells that are moved, deleted, added, links that are cut and drawn.
        var random = new Random(seed);
        var other = EditedTracks.Of(run);
        for (var n = 1; n <= 60; n++)
        {
            var (one, two) = (keys[random.Next(keys.Count)], keys[random.Next(keys.Count)]);
            var edit = random.Next(5) switch
            {
                0 => new TrackEdit
                {
                    Edit = EditKind.Move,
                    Cell = one,
                    X = random.NextSingle() * 20,
                },
                1 => new TrackEdit { Edit = EditKind.Delete, Cell = one },
                2 => new TrackEdit
                {
                    Edit = EditKind.Add,
                    T = one.T + 1,
                    Z = 1,
                    Y = 1,
                    X = random.NextSingle() * 20,
                    From = one,
                },
                3 => new TrackEdit { Edit = EditKind.Unlink, Cell = one },
                _ => new TrackEdit
                {
                    Edit = EditKind.Relink,
                    Cell = one,
                    From = two,
                },
            };
            try
            {
                other.Apply(edit with { N = n });
            }
            catch (InvalidInputException)
            {
                // Not every pair of cells can be linked.
            }
        }

        var path = _folder["theirs" + (format == "trackmate" ? ".xml" : "")];
        TrackFormats.Write(other.Build(), TrackFormats.Parse(format), path);
        var theirs = TrackFormats.Read(path);

        var edits = EditDifference.Of(tracks, keys, theirs, firstNumber: 1);
        for (var i = 0; i < edits.Count; i++)
            mine.Apply(edits[i] with { N = i + 1 });

        Assert.NotEmpty(edits);
        Assert.Equal(Links(theirs), Links(mine.Build()));
        Assert.Empty(EditDifference.Of(mine.BuildWithKeys().Tracks, mine.BuildWithKeys().Keys, theirs, 1));
    }

    /// <summary>Every cell, and where it comes from, whatever the tracks are called.</summary>
    private static IEnumerable<string> Links(TrackSet set)
    {
        var origins = TrackEdges.Origins(set.Rows);
        return set.Rows.Select((row, i) => $"{Place(row)} < {(origins[i] < 0 ? "" : Place(set.Rows[origins[i]]))}").Order();

        static string Place(TrackRow row) => $"{row.T} {row.Cell.Z:0.000} {row.Cell.Y:0.000} {row.Cell.X:0.000}";
    }
}
