using TorchSharp;

namespace Cellect.Model.Networks;

/// <summary>
/// Numbers that the networks use again and again, kept alive. A number written in place becomes a temporary whose finaliser can free it
/// while LibTorch still reads it: rare, and fatal in a session of twelve hours (docs/model.md, "TorchSharp's temporaries").
/// </summary>
internal static class Scalars
{
    public static readonly Scalar One = 1f;
    public static readonly Scalar ByteRange = 255f;
    public static readonly Scalar Tiny = 1e-6f;
    public static readonly Scalar Impossible = 1e4f;
    public static readonly Scalar TypicalLogRadius = MathF.Log(5.5f);
}
