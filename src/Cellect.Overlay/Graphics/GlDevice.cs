using Silk.NET.OpenGL;

namespace Cellect.Overlay.Graphics;

/// <summary>An OpenGL 4.1 core context, current on the thread that made this, and the count of the objects that live in it.</summary>
internal sealed class GlDevice : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Loads the functions of the current context.</summary>
    /// <exception cref="NotSupportedException">The context is older than 4.1.</exception>
    public GlDevice(Func<string, nint> getProcAddress)
    {
        Gl = GL.GetApi(getProcAddress);
        Gl.GetInteger(GetPName.MajorVersion, out var major);
        Gl.GetInteger(GetPName.MinorVersion, out var minor);
        if (major * 10 + minor < 41)
            throw new NotSupportedException(
                $"OpenGL is version {major}.{minor}, at least 4.1 is needed; install a newer graphics driver or Mesa"
            );
        Gl.GetInteger(GetPName.MaxTextureSize, out var size);
        MaxTextureSize = size;
        Description = $"OpenGL {major}.{minor}, {Gl.GetStringS(StringName.Renderer)}";
    }

    /// <summary>The functions of the context.</summary>
    public GL Gl { get; }

    /// <summary>Version and graphics processor, for the log.</summary>
    public string Description { get; }

    /// <summary>Longest side of a texture, pixels.</summary>
    public int MaxTextureSize { get; }

    /// <summary>GL objects that have been made and not yet deleted.</summary>
    public int LiveObjects { get; private set; }

    /// <summary>Counts a new object.</summary>
    public void Born()
    {
        CheckThread();
        LiveObjects++;
    }

    /// <summary>Counts a deleted object.</summary>
    public void Died()
    {
        CheckThread();
        LiveObjects--;
    }

    /// <summary>Throws if an OpenGL call went wrong since the last check.</summary>
    public void Check(string activity)
    {
        var error = Gl.GetError();
        if (error != GLEnum.NoError)
            throw new InvalidOperationException($"OpenGL reports {error} during {activity}");
    }

    /// <summary>Forgets the functions; every object must be deleted before.</summary>
    public void Dispose() => Gl.Dispose();

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException(
                $"GL object made or deleted on thread {Environment.CurrentManagedThreadId}, its context belongs to thread {_thread}"
            );
    }
}
