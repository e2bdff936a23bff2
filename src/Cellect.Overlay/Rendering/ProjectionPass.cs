using System.Numerics;
using Cellect.Data.Volumes;
using Cellect.Overlay.Graphics;
using Cellect.Overlay.Scenes;
using Cellect.Overlay.Snapshots;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Rendering;

/// <summary>Draws the maximum projections of one channel.</summary>
internal sealed class ProjectionPass(GlDevice device, Quad quad) : IDisposable
{
    private readonly GlProgram _program = new(device, "quad", "image");
    private readonly GlTexture[] _textures = [new(device), new(device), new(device)];
    private Projections? _shown;

    /// <summary>Draws the projection that belongs to <paramref name="panel"/>.</summary>
    public void Draw(Panel panel, ImageChannel channel, ViewState view, int place, int channels, Drawing drawing)
    {
        Upload(channel.Projections);
        var counts = channel.Projections.XY.Type switch
        {
            VoxelType.UInt8 => 255f,
            VoxelType.UInt16 => 65535f,
            _ => 1f,
        };
        var size = panel.Flatten(channel.ExtentMicrometres) * panel.Scale;
        _program.Use();
        _program.Set("uImage", 0);
        ImageUniforms.Set(_program, channel.Projections.Contrast, 0, counts, view, place, channels);
        _program.Set("uRectangle", new Vector4(panel.Origin, size.X, size.Y));
        _program.Set("uViewport", drawing.Size);
        _textures[
            panel.Name switch
            {
                "XY" => 0,
                "XZ" => 1,
                _ => 2,
            }
        ]
            .Bind(0);
        quad.Draw();
    }

    public void Dispose()
    {
        _program.Dispose();
        foreach (var texture in _textures)
            texture.Dispose();
    }

    private void Upload(Projections projections)
    {
        if (ReferenceEquals(projections, _shown))
            return;
        Upload(_textures[0], projections.XY);
        Upload(_textures[1], projections.XZ);
        Upload(_textures[2], projections.YZ);
        _shown = projections;
    }

    private static void Upload(GlTexture texture, Projection projection)
    {
        var (stored, type) = projection.Type switch
        {
            VoxelType.UInt8 => (InternalFormat.R8, PixelType.UnsignedByte),
            VoxelType.UInt16 => (InternalFormat.R16, PixelType.UnsignedShort),
            _ => (InternalFormat.R32f, PixelType.Float),
        };
        texture.Upload(projection.Width, projection.Height, stored, PixelFormat.Red, type, projection.Pixels);
        texture.MakeMipmaps();
    }
}
