using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The centre enhancement network: from the decoder's features, the foreground and the images to four nested levels of
/// "close to a centre" (paper, Methods, "Center enhancement network"; cellect-reference.md §2.3). Level 4 is the centre itself.
/// </summary>
internal sealed class CentreNetwork : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Nested levels around a centre.</summary>
    public const int Levels = 4;

    private readonly TorchSharp.Modules.Conv3d _context;
    private readonly ConvBlock _sharpen;
    private readonly TorchSharp.Modules.Conv3d _levels;

    public CentreNetwork(string name, long features)
        : base(name)
    {
        // Added to the features rather than set beside them: LibTorch's convolution is only right for multiples of 16 channels
        // (docs/model.md).
        _context = Conv3d(4, features, (1, 1, 1));
        _sharpen = new ConvBlock("sharpen", features, features, (1, 1, 1));
        _levels = Conv3d(features, Levels, (1, 1, 1));
        register_module("context", _context);
        register_module("sharpen", _sharpen);
        register_module("levels", _levels);
    }

    /// <summary>[b, C, z, y, x] features, [b, 1, z, y, x] foreground logit and [b, 2, z, y, x] images to [b, 4, z, y, x] logits.</summary>
    public override Tensor forward(Tensor features, Tensor foreground, Tensor images)
    {
        using var sharp = Sharpen(features, foreground, images);
        using var wide = sharp.to(ScalarType.Float32);
        return _levels.forward(wide);
    }

    private Tensor Sharpen(Tensor features, Tensor foreground, Tensor images)
    {
        using var share = foreground.sigmoid();
        using var seen = cat([foreground, share, images], 1);
        using var context = _context.forward(seen).add_(features, Scalars.One);
        return _sharpen.forward(context);
    }

    /// <summary>Turns all but the levels to 16-bit floats.</summary>
    /// <param name="precision">Brain floats or half floats.</param>
    public void Halve(ScalarType precision)
    {
        _context.to(precision);
        _sharpen.to(precision);
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
