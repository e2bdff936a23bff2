using Cellect.Data.Volumes;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Hud;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Settings;
using Cellect.Overlay.Snapshots;

namespace Cellect.Overlay.Tests;

public class GlLifetimeTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public void Draw_ThousandSnapshotsOfTwoSizes_LeavesNoObjectsBehind()
    {
        var canvas = OffscreenGl.CanvasOrSkip(320, 240);
        SyntheticSeries[] series = [Series(new VolumeShape(4, 24, 40)), Series(new VolumeShape(3, 40, 24))];
        var pool = new VolumePool();
        var builder = new SnapshotBuilder(new OverlayOptions());
        var liveObjects = 0;
        for (var i = 0; i < 1000; i++)
        {
            var t = i / 2;
            using var draft = new SnapshotDraft([series[i % 2].Frame(t)], series[i % 2].Volume(t, pool), i, i);
            var snapshot = builder.Build(draft);
            canvas.Draw(
                new Scene(
                    snapshot,
                    new ViewState
                    {
                        Drawer = i % 7 == 0 ? Drawer.Filters : Drawer.None,
                        Layout = (PanelLayout)(i / 8 % 3),
                        Mode = (ViewMode)(i / 2 % 4),
                        Labels = i % 3 == 0,
                    },
                    StatusText.Of(snapshot, StreamStatus.Waiting, TimeProvider.System, 0),
                    canvas.Drawing
                )
            );
            if (i == 99)
                liveObjects = canvas.Device.LiveObjects;
        }

        Assert.True(liveObjects > 0);
        Assert.Equal(liveObjects, canvas.Device.LiveObjects);
        canvas.Dispose();
        Assert.Equal(0, canvas.Device.LiveObjects);
        Assert.Equal(0, pool.Lent);
    }

    [Fact]
    public void Dispose_OnAnotherThread_Throws()
    {
        using var canvas = OffscreenGl.CanvasOrSkip(64, 64);
        using var texture = new GlTexture(canvas.Device);
        Exception? thrown = null;
        var other = new Thread(() => thrown = Xunit.Record.Exception(texture.Dispose));
        other.Start();
        other.Join();

        Assert.IsType<InvalidOperationException>(thrown);
    }

    [Fact]
    public void Upload_ImageBeyondTheTextureLimit_NamesTheLimit()
    {
        using var canvas = OffscreenGl.CanvasOrSkip(64, 64);
        using var texture = new GlTexture(canvas.Device);

        var thrown = Assert.Throws<NotSupportedException>(() =>
            texture.Upload(
                canvas.Device.MaxTextureSize + 1,
                1,
                Silk.NET.OpenGL.InternalFormat.R8,
                Silk.NET.OpenGL.PixelFormat.Red,
                Silk.NET.OpenGL.PixelType.UnsignedByte,
                []
            )
        );

        Assert.Contains(canvas.Device.MaxTextureSize.ToString(), thrown.Message);
    }

    private static SyntheticSeries Series(VolumeShape shape) =>
        SyntheticSeries.Create(new SyntheticSeries { Shape = shape, RadiusMicrometres = 2 });
}
