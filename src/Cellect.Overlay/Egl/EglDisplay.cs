namespace Cellect.Overlay.Egl;

/// <summary>
/// The display that needs no screen: Mesa's surfaceless platform, or the first graphics processor that EGL knows. EGL hands
/// the same one to everyone in the process and does not count its users, so it is opened once and never terminated.
/// </summary>
internal static class EglDisplay
{
    private static readonly Lazy<nint> Shared = new(Open);

    /// <summary>The display, initialised.</summary>
    /// <exception cref="NotSupportedException">EGL is not installed, or offers no such display.</exception>
    public static nint Get() => Shared.Value;

    private static nint Open()
    {
        try
        {
            if (TryInitialise(EglNative.GetPlatformDisplay(EglNative.PlatformSurfaceless, 0, 0), out var surfaceless))
                return surfaceless;
            if (TryInitialise(EglNative.GetPlatformDisplay(EglNative.PlatformDevice, FirstDevice(), 0), out var device))
                return device;
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new NotSupportedException(
                "libEGL.so.1 (EGL 1.5) is not installed; on Debian and Ubuntu: apt-get install libegl1 libgl1-mesa-dri",
                missing
            );
        }

        throw new NotSupportedException(
            $"EGL opens no display without a screen (error 0x{EglNative.GetError():X}); install Mesa's drivers: "
                + $"apt-get install libgl1-mesa-dri"
        );
    }

    private static bool TryInitialise(nint candidate, out nint display)
    {
        display = candidate;
        return candidate != 0 && EglNative.Initialize(candidate, out _, out _) != 0;
    }

    private static unsafe nint FirstDevice()
    {
        var queryDevices = (delegate* unmanaged<int, nint*, int*, int>)EglNative.GetProcAddress("eglQueryDevicesEXT");
        nint device = 0;
        var count = 0;
        return queryDevices is not null && queryDevices(1, &device, &count) != 0 && count > 0 ? device : 0;
    }
}
