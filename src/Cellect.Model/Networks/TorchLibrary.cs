using TorchSharp;

namespace Cellect.Model.Networks;

/// <summary>LibTorch itself: whether it is there.</summary>
public static class TorchLibrary
{
    private const string Remedy =
        "On Linux build with ./cellect or dotnet build, which fits libLibTorchSharp.so to older systems; on Windows "
        + "install the Visual C++ runtime; "
        + "anywhere, -p:Cuda=false builds without a graphics card";

    /// <summary>Loads LibTorch, once.</summary>
    /// <exception cref="InvalidOperationException">It cannot be loaded; the message says why and what to do.</exception>
    public static void Require()
    {
        try
        {
            NativeMemory.KeepFreedBlocks();
            using var probe = torch.zeros(1);
        }
        catch (Exception e)
            when (e is TypeInitializationException or DllNotFoundException or BadImageFormatException or NotSupportedException)
        {
            throw new InvalidOperationException($"LibTorch cannot be loaded: {e.GetBaseException().Message}. {Remedy}", e);
        }
    }

    /// <summary>Has LibTorch compute with one thread in this process: with another number it adds in another order, and the last bits of a
    /// result tell how many there were.</summary>
    public static void UseOneThread() => TorchSharp.torch.set_num_threads(1);
}
