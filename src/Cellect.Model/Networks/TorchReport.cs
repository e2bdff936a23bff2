using System.Runtime.InteropServices;
using Cellect.Model.Networks.Devices;
using TorchSharp;

namespace Cellect.Model.Networks;

/// <summary>What LibTorch runs on here, and why not on a graphics card.</summary>
/// <param name="Version">Version of LibTorch.</param>
/// <param name="OnCard">Whether networks run on a graphics card.</param>
/// <param name="Card">The card as its driver describes it; null: there is no driver, or it finds none.</param>
/// <param name="Why">Why they do not, and what would help; empty where they do.</param>
internal sealed record TorchReport(string Version, bool OnCard, GraphicsCard? Card, string Why)
{
    /// <summary>Looks at this machine.</summary>
    /// <exception cref="InvalidOperationException">LibTorch cannot be loaded.</exception>
    public static TorchReport Read()
    {
        TorchLibrary.Require();
        var card = GraphicsCard.First();
        return torch.cuda.is_available() ? new(torch.__version__, true, card, "") : new(torch.__version__, false, card, WhyNot(card));
    }

    private static string WhyNot(GraphicsCard? card)
    {
        if (!NativeLibrary.TryLoad(GraphicsCard.Driver, out _))
            return "no NVIDIA driver is installed; install one where there is an NVIDIA card, and start Cellect again";
        if (card is null)
            return "the NVIDIA driver finds no card; look whether it is plugged in, powered and switched on in the system, and restart";
        return Directory.EnumerateFiles(AppContext.BaseDirectory, "*torch_cuda*", SearchOption.AllDirectories).Any()
            ? "LibTorch cannot use the card; a newer NVIDIA driver may help, or another program holds the card"
            : "this build of LibTorch is for processors alone; take the package that ends in -cuda (docs/gpu.md)";
    }
}
