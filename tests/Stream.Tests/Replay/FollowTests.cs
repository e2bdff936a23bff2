using Cellect.Data.Volumes;
using Cellect.Replay;
using Cellect.Stream.Tests.Sources;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Tests.Replay;

/// <summary><c>replay --follow</c> while another thread writes, over a real socket.</summary>
public class FollowTests
{
    [Fact(Timeout = 120_000)]
    public async Task NdTiffSet_ThatIsBeingWritten_IsSentToItsEnd()
    {
        using var scratch = new Scratch();
        using var receiver = new Receiver();
        var set = new NdTiffFixture(scratch.Folder, imagesPerFile: 7);
        set.Add(0, "GFP", 0);
        var writing = Task.Run(
            () =>
            {
                set.Add(0, "GFP", 1);
                for (var t = 1; t < 12; t++)
                    set.AddTime(t, 2, "GFP");
                set.Close();
            },
            TestContext.Current.CancellationToken
        );
        string[] args = [scratch.Folder, "--follow", "--to", receiver.Endpoint, "--series", "live"];
        Assert.Equal(ExitCodes.Done, await ReplayCommand.RunAsync(args));
        await writing;

        var messages = await receiver.Messages;
        var images = messages.Where(m => m.Message is ImageMessage).ToList();
        Assert.Equal(Enumerable.Range(0, 12), images.Select(m => m.T));
        Assert.All(images, m => Assert.Equal(NdTiffFixture.Volume(m.T, "GFP", 2), Assert.Single(m.Pixels)));
        Assert.Equal(11, Assert.IsType<EndMessage>(messages[^1].Message).LastT);
    }

    [Fact(Timeout = 120_000)]
    public async Task Folder_ThatIsBeingWritten_IsSentFileByFile_UntilInterrupted()
    {
        using var scratch = new Scratch();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var receiver = new Receiver(onMessage: m =>
        {
            if (m.Message is not ImageMessage image)
                return;
            // The writer is two files ahead of what has come, and five are all.
            if (image.T < 3)
                Write(scratch, image.T + 2);
            else if (image.T == 4)
                stop.Cancel();
        });
        Write(scratch, 0);
        Write(scratch, 1);
        var options = new ReplayOptions
        {
            Source = scratch.Folder,
            Endpoint = receiver.Endpoint,
            Follow = true,
            VoxelMicrometres = new VoxelSize(2, 0.4, 0.4),
        };
        Assert.Equal(ExitCodes.Done, await ReplayRun.RunAsync(options, TimeProvider.System, stop.Token));

        var images = (await receiver.Messages).Where(m => m.Message is ImageMessage).ToList();
        Assert.Equal(Enumerable.Range(0, 5), images.Select(m => m.T));
        var plain = new TiffFixture();
        Assert.All(images, m => Assert.Equal(plain.Pages(10 * m.T, (10 * m.T) + 1), Assert.Single(m.Pixels)));
    }

    private static void Write(Scratch scratch, int t) =>
        (new TiffFixture() with { FirstPage = 10 * t }).Write(scratch.At($"t{t:000}.tif"), 2);
}
