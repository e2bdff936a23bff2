using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>A two-dimensional texture whose size and format may change from upload to upload.</summary>
internal sealed class GlTexture : GlObject
{
    private (int Width, int Height, InternalFormat Format) _storage;

    public GlTexture(GlDevice device)
        : base(device, device.Gl.GenTexture())
    {
        Bind(0);
        Set(TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        Set(TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear);
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear);
    }

    /// <summary>Makes the texture visible to shaders at <paramref name="unit"/>.</summary>
    public void Bind(int unit)
    {
        Gl.ActiveTexture(TextureUnit.Texture0 + unit);
        Gl.BindTexture(TextureTarget.Texture2D, Name);
    }

    /// <summary>Reduced copies for views smaller than the image; after each <see cref="Upload"/>.</summary>
    public void MakeMipmaps()
    {
        Bind(0);
        Set(TextureParameterName.TextureMinFilter, (int)TextureMinFilter.LinearMipmapLinear);
        Gl.GenerateMipmap(TextureTarget.Texture2D);
    }

    /// <summary>Replaces the picture; <paramref name="pixels"/> row by row without padding.</summary>
    /// <exception cref="NotSupportedException">A side is longer than the graphics processor allows.</exception>
    public void Upload(int width, int height, InternalFormat stored, PixelFormat format, PixelType type, ReadOnlySpan<byte> pixels)
    {
        if (Math.Max(width, height) > Device.MaxTextureSize)
            throw new NotSupportedException(
                $"image of {width}x{height} pixels: this graphics processor draws at most {Device.MaxTextureSize} a "
                    + $"side; bin or crop the volume"
            );
        Bind(0);
        Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        if (_storage == (width, height, stored))
            Gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, 0, (uint)width, (uint)height, format, type, pixels);
        else
            Gl.TexImage2D(TextureTarget.Texture2D, 0, stored, (uint)width, (uint)height, 0, format, type, pixels);
        _storage = (width, height, stored);
    }

    protected override void Delete() => Gl.DeleteTexture(Name);

    private void Set(TextureParameterName name, int value) => Gl.TexParameter(TextureTarget.Texture2D, name, value);
}
