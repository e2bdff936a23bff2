using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Cellect.Data.TiffFiles;

/// <summary>Keeps what LibTiff complains about, to become part of an exception instead of a line on the terminal.</summary>
internal sealed class TiffMessages : TiffErrorHandler
{
    [ThreadStatic]
    private static string? _last;

    static TiffMessages() => BitMiracle.LibTiff.Classic.Tiff.SetErrorHandler(new TiffMessages());

    /// <summary>Forgets earlier errors of this thread; LibTiff works on the calling thread alone.</summary>
    public static void Clear() => _last = null;

    /// <summary>The first error since <see cref="Clear"/> on this thread, or null.</summary>
    public static string? Last => _last;

    public override void ErrorHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args) =>
        _last ??= Format(format, args);

    public override void ErrorHandlerExt(
        BitMiracle.LibTiff.Classic.Tiff tif,
        object clientData,
        string method,
        string format,
        params object[] args
    ) { }

    // Warnings are about tags that we do not use.
    public override void WarningHandler(BitMiracle.LibTiff.Classic.Tiff tif, string method, string format, params object[] args) { }

    public override void WarningHandlerExt(
        BitMiracle.LibTiff.Classic.Tiff tif,
        object clientData,
        string method,
        string format,
        params object[] args
    ) { }

    private static string Format(string format, object[] args)
    {
        try
        {
            return string.Format(CultureInfo.InvariantCulture, format, args);
        }
        catch (FormatException)
        {
            return format;
        }
    }
}
