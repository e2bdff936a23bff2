using System.Numerics;
using Cellect.Live.Overlay.Snapshots;
using Cellect.Stream.Volumes;
using Silk.NET.OpenGL;

namespace Cellect.Live.Overlay.Rendering;

/// <summary>Draws the projections.</summary>
internal sealed class ImagePass(GlDevice device, Quad quad) : IDisposable
{
    // Below 1 lifts dim nuclei without bleaching the bright ones.
    private const float Gamma = 0.8f;

    private readonly GlProgram _program = new(device, "quad", "image");
    private readonly GlTexture[] _textures = [new(device), new(device), new(device)];
    private Projections? _shown;

    /// <summary>Takes new projections to the graphics processor; does nothing for those that are there.</summary>
    public void Upload(Projections projections)
    {
        if (ReferenceEquals(projections, _shown))
            return;
        Upload(_textures[0], projections.XY);
        Upload(_textures[1], projections.XZ);
        Upload(_textures[2], projections.YZ);
        _shown = projections;
    }

    /// <summary>Draws the projection that belongs to <paramref name="panel"/>.</summary>
    public void Draw(Panel panel, Vector3 extent, Drawing drawing)
    {
        var contrast = _shown!.Contrast;
        var counts = _shown.XY.Type switch { VoxelType.UInt8 => 255f, VoxelType.UInt16 => 65535f, _ => 1f };
        var size = panel.Flatten(extent) * panel.Scale;

        _program.Use();
        _program.Set("uImage", 0);
        _program.Set("uContrast", new Vector2(contrast.Low, contrast.High) / counts);
        _program.Set("uGamma", Gamma);
        _program.Set("uRectangle", new Vector4(panel.Origin, size.X, size.Y));
        _program.Set("uViewport", drawing.Size);
        _textures[panel.Name switch { "XY" => 0, "XZ" => 1, _ => 2 }].Bind(0);
        quad.Draw();
    }

    public void Dispose()
    {
        _program.Dispose();
        foreach (var texture in _textures)
            texture.Dispose();
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
