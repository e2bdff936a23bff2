using QRCoder;

namespace Cellect.Dashboard.SignIn;

/// <summary>A text as a QR code.</summary>
internal static class QrModules
{
    private const int Quiet = 4;

    /// <summary>Row by row, true is dark; without the quiet zone around it.</summary>
    public static bool[][] Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var side = data.ModuleMatrix.Count - (2 * Quiet);
        return [.. Enumerable.Range(Quiet, side).Select(y => Enumerable.Range(Quiet, side).Select(x => data.ModuleMatrix[y][x]).ToArray())];
    }
}
