using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>One attribute of an instance: so many floats, or four bytes that stand for 0 to 1.</summary>
internal readonly record struct InstanceAttribute(int Size, VertexAttribPointerType Type);

/// <summary>Many small quads drawn at once, each from one <typeparamref name="T"/>.</summary>
internal sealed class InstanceBatch<T> : IDisposable
    where T : unmanaged
{
    private readonly GlDevice _device;
    private readonly GlBuffer _buffer;
    private readonly GlVertexArray _layout;
    private uint _count;

    /// <summary>A batch whose instances hold the given attributes one after the other, at the locations 0, 1, ...</summary>
    public InstanceBatch(GlDevice device, params ReadOnlySpan<InstanceAttribute> attributes)
    {
        _device = device;
        _layout = new GlVertexArray(device);
        _buffer = new GlBuffer(device);
        _layout.Bind();
        _buffer.Bind();
        var offset = 0;
        for (var i = 0; i < attributes.Length; i++)
            offset += Describe((uint)i, attributes[i], offset);
    }

    /// <summary>Replaces the instances.</summary>
    public void Upload(List<T> instances)
    {
        _count = (uint)instances.Count;
        _buffer.Upload<T>(CollectionsMarshal.AsSpan(instances));
    }

    /// <summary>Draws a quad for each instance with the program in use.</summary>
    public void Draw()
    {
        if (_count == 0)
            return;
        _layout.Bind();
        _device.Gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, _count);
    }

    public void Dispose()
    {
        _layout.Dispose();
        _buffer.Dispose();
    }

    private unsafe int Describe(uint location, InstanceAttribute attribute, int offset)
    {
        var bytes = attribute.Type == VertexAttribPointerType.UnsignedByte;
        _device.Gl.EnableVertexAttribArray(location);
        _device.Gl.VertexAttribPointer(location, attribute.Size, attribute.Type, bytes, (uint)Unsafe.SizeOf<T>(), (void*)offset);
        _device.Gl.VertexAttribDivisor(location, 1);
        return attribute.Size * (bytes ? 1 : sizeof(float));
    }
}
