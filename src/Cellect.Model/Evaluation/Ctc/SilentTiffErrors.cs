using BitMiracle.LibTiff.Classic;

namespace Cellect.Model.Evaluation.Ctc;

/// <summary>Keeps the library from writing to the console; what it cannot read shows as a failed call and is reported there.</summary>
internal sealed class SilentTiffErrors : TiffErrorHandler
{
    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }

    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }
}
