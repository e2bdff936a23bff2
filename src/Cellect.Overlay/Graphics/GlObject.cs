using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>One object of a GL context: made and deleted on the context's thread only, and counted.</summary>
internal abstract class GlObject : IDisposable
{
    private bool _disposed;

    protected GlObject(GlDevice device, uint name)
    {
        Device = device;
        Name = name;
        device.Born();
    }

    /// <summary>The object's name in GL.</summary>
    public uint Name { get; }

    protected GlDevice Device { get; }

    protected GL Gl => Device.Gl;

    /// <summary>Deletes the object. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        Device.Died();
        Delete();
        _disposed = true;
    }

    protected abstract void Delete();
}
