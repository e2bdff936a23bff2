using System.Runtime.InteropServices;
using TorchSharp;

namespace Cellect.Model.Networks;

/// <summary>What LibTorch runs on here, and why not on a graphics card.</summary>
/// <param name="Version">Version of LibTorch.</param>
/// <param name="OnCard">Whether networks run on a graphics card.</param>
/// <param name="Why">Why they do not, and what would help; empty where they do.</param>
internal sealed record TorchReport(string Version, bool OnCard, string Why)
{
    /// <summary>Looks at this machine.</summary>
    /// <exception cref="InvalidOperationException">LibTorch cannot be loaded.</exception>
    public static TorchReport Read()
    {
        TorchLibrary.Require();
        return torch.cuda.is_available() ? new(torch.__version__, true, "") : new(torch.__version__, false, WhyNot());
    }

    private static string WhyNot()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _))
            return "no NVIDIA driver is installed; install one where there is an NVIDIA card, and start Cellect again";
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cuda*", SearchOption.AllDirectories).Any()
            ? "LibTorch finds no card that it can use; a newer NVIDIA driver may help, or another program holds the card"
            : "this build of LibTorch is for processors alone; take the package that ends in -cuda (docs/gpu.md)";
    }
}
