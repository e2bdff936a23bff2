using Cellect.Data.Recordings;
using Cellect.Testing;

namespace Cellect.Data.Tests.Recordings;

public class StateFilesTests
{
    [Fact]
    public void Read_AfterFrames_GivesTheNewestTwoAndNoOther()
    {
        using var folder = new TemporaryFolder();
        var files = new StateFiles(folder.Path);
        for (var t = 0; t < 5; t++)
            files.Write(t, [(byte)t, 1, 2]);
        Assert.Equal([4, 1, 2], files.Read(4));
        Assert.Equal([3, 1, 2], files.Read(3));
        Assert.Null(files.Read(2));
        files.Delete();
        Assert.Null(files.Read(4));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Keep_OfTheLastRecordedFrame_IsNotOverwrittenByTheNext(int last)
    {
        using var folder = new TemporaryFolder();
        var before = new StateFiles(folder.Path);
        for (var t = 0; t < 5; t++)
            before.Write(t, [(byte)t]);
        var after = new StateFiles(folder.Path);
        after.Keep(last);
        after.Write(9, [9]);
        Assert.Equal([(byte)last], after.Read(last)!);
        Assert.Equal([9], after.Read(9)!);
    }

    [Fact]
    public void Read_DamagedAnywhere_GivesNothing()
    {
        using var folder = new TemporaryFolder();
        var files = new StateFiles(folder.Path);
        files.Write(7, [1, 2, 3, 4]);
        var path = folder["state-0.bin"];
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(files.Read(7));
        }

        for (var at = 0; at < whole.Length; at++)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Null(files.Read(7));
        }
    }
}
