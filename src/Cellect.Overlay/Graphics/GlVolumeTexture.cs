using Cellect.Data.Images;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A texture of three dimensions, 16 bits a voxel, whose size may change from upload to upload.</summary>
internal sealed class GlVolumeTexture : GlObject
{
    private (int X, int Y, int Z) _storage;

    public GlVolumeTexture(GlDevice device)
        : base(device, device.Gl.GenTexture())
    {
        Bind(0);
        Set(TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureWrapR, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear);
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear);
    }

    /// <summary>Makes the texture visible to shaders at <paramref name="unit"/>.</summary>
    public void Bind(int unit)
    {
        Gl.ActiveTexture(TextureUnit.Texture0 + unit);
        Gl.BindTexture(TextureTarget.Texture3D, Name);
    }

    /// <summary>Replaces the voxels.</summary>
    public void Upload(ImageVolume image)
    {
        var size = (image.Shape.X, image.Shape.Y, image.Shape.Z);
        Bind(0);
        Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        ReadOnlySpan<ushort> pixels = image.Pixels;
        if (_storage == size)
            Gl.TexSubImage3D(
                TextureTarget.Texture3D,
                0,
                0,
                0,
                0,
                (uint)size.X,
                (uint)size.Y,
                (uint)size.Z,
                PixelFormat.Red,
                PixelType.UnsignedShort,
                pixels
            );
        else
            Gl.TexImage3D(
                TextureTarget.Texture3D,
                0,
                InternalFormat.R16,
                (uint)size.X,
                (uint)size.Y,
                (uint)size.Z,
                0,
                PixelFormat.Red,
                PixelType.UnsignedShort,
                pixels
            );
        _storage = size;
    }

    protected override void Delete() => Gl.DeleteTexture(Name);

    private void Set(TextureParameterName name, int value) => Gl.TexParameter(TextureTarget.Texture3D, name, value);
}
