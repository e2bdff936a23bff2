using Cellect.Batch.Chunks;
using Cellect.Batch.Plans;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Testing;

namespace Cellect.Batch.Tests;

public class ChunkFileTests
{
    private static readonly BatchPlan Plan = SmallPlan.Settled("sim:lymphnode", new VolumeShape(8, 64, 64), 6, 3, [1, 1, 1]);

    [Fact]
    public void Read_WhatWasAppended_GivesItBack()
    {
        using var memory = new MemoryStream();
        var map = new Foreground(2, 3, 4, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)i)]);
        var written = Frame(3, 5) with { Foreground = map, Core = (1, 2, 4), Shift = (0, -3, 7), Repeated = true };
        ChunkFile.Append(memory, written);
        ChunkFile.Append(memory, ChunkFrame.Left(4, "malformed"));
        memory.Position = 0;
        var read = ChunkFile.Read(memory)!;
        Assert.Equal(written.Cells, read.Cells);
        Assert.Equal(written.Embeddings, read.Embeddings);
        Assert.Equal(written.Brightness, read.Brightness);
        Assert.Equal(map.Probability, read.Foreground!.Probability);
        Assert.Equal(((1, 2, 4), (0, -3, 7), true, (1, 2.5f, 2.5f)), (read.Core, read.Shift, read.Repeated, read.Factor));
        Assert.Equal("malformed", ChunkFile.Read(memory)!.Unusable);
        Assert.Null(ChunkFile.Read(memory));
    }

    [Fact]
    public void Read_OfEveryTornOrDamagedRecord_GivesNothing()
    {
        using var memory = new MemoryStream();
        ChunkFile.Append(memory, Frame(0, 2));
        var whole = memory.ToArray();
        for (var length = 0; length < whole.Length; length += 7)
            Assert.Null(ChunkFile.Read(new MemoryStream(whole[..length])));
        for (var at = 0; at < whole.Length; at += 5)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x10;
            Assert.Null(ChunkFile.Read(new MemoryStream(damaged)));
        }
    }

    [Fact]
    public void Draft_OfAWorkerThatDied_IsGoneOnWith()
    {
        using var temp = new TemporaryFolder();
        var folder = PlanFolder.Create(temp["plan"]);
        folder.Publish(Plan);
        var left = Path.Combine(folder.Parts, "00001~elsewhere~1~2");
        using (var file = File.Create(left))
        {
            file.Write(ChunkFile.Head(Plan, 1));
            ChunkFile.Append(file, Frame(3, 4));
            ChunkFile.Append(file, Frame(4, 4));
            // Torn in the middle of the third.
            using var memory = new MemoryStream();
            ChunkFile.Append(memory, Frame(5, 4));
            file.Write(memory.ToArray().AsSpan(0, 100));
        }

        string resumed;
        using (var draft = new ChunkDraft(folder, Plan, Plan.Chunks[1]))
        {
            Assert.Equal((5, 8), (draft.Next, draft.Cells));
            draft.Append(Frame(5, 4));
            resumed = draft.Finish();
        }

        Assert.Empty(Directory.GetFiles(folder.Parts));
        File.Delete(folder.CellsOf(1));
        using var anew = new ChunkDraft(folder, Plan, Plan.Chunks[1]);
        Assert.Equal(3, anew.Next);
        for (var t = 3; t < 6; t++)
            anew.Append(Frame(t, 4));
        Assert.Equal(anew.Finish(), resumed);
    }

    [Fact]
    public void Draft_WhatIsLeftOfAnotherPlan_IsNotTaken()
    {
        using var temp = new TemporaryFolder();
        var folder = PlanFolder.Create(temp["plan"]);
        folder.Publish(Plan);
        using (var file = File.Create(Path.Combine(folder.Parts, "00001~elsewhere~1~2")))
        {
            file.Write(ChunkFile.Head((Plan with { Series = "other" }).Named(), 1));
            ChunkFile.Append(file, Frame(3, 4));
        }

        using var draft = new ChunkDraft(folder, Plan, Plan.Chunks[1]);
        Assert.Equal(3, draft.Next);
    }

    [Fact]
    public void Read_OfAPlanThatWasChanged_IsRefused()
    {
        using var temp = new TemporaryFolder();
        var folder = PlanFolder.Create(temp["plan"]);
        folder.Publish(Plan);
        Assert.Equal(Plan.Id, folder.Read().Id);
        var path = Path.Combine(temp["plan"], "plan.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"mask_level\": 0.2", "\"mask_level\": 0.3", StringComparison.Ordinal));
        Assert.Contains("changed", Assert.Throws<InvalidDataException>(() => folder.Read()).Message, StringComparison.Ordinal);
    }

    private static ChunkFrame Frame(int t, int cells)
    {
        var random = new Random(100 * t + cells);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        return new ChunkFrame(
            t,
            null,
            default,
            false,
            (1, 2.5f, 2.5f),
            (8, 26, 26),
            [
                .. Enumerable
                    .Range(0, cells)
                    .Select(_ => Values(9))
                    .Select(v => new Detection(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8])),
            ],
            Values(cells * DetectedFrame.EmbeddingLength),
            Values(cells)
        );
    }
}
