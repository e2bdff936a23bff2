using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Cellect.Model.Torch;

/// <summary>
/// The centre enhancement network: from the decoder's features, the foreground and the images to four nested levels of
/// "close to a centre" (paper, Methods, "Center enhancement network"; cellect-reference.md §2.3). Level 4 is the centre itself.
/// </summary>
internal sealed class CentreNetwork : Module<Tensor, Tensor, Tensor, Tensor>
{
    /// <summary>Nested levels around a centre.</summary>
    public const int Levels = 4;

    private readonly ConvBlock _first;
    private readonly ConvBlock _second;
    private readonly TorchSharp.Modules.Conv3d _levels;

    public CentreNetwork(string name, long features)
        : base(name)
    {
        _first = new ConvBlock("first", features + 4, 8, (1, 1, 1));
        _second = new ConvBlock("second", 8, 8, (1, 1, 1));
        _levels = Conv3d(8, Levels, (1, 1, 1));
        register_module("first", _first);
        register_module("second", _second);
        register_module("levels", _levels);
    }

    /// <summary>[b, C, z, y, x] features, [b, 1, z, y, x] foreground logit and [b, 2, z, y, x] images to [b, 4, z, y, x] logits.</summary>
    public override Tensor forward(Tensor features, Tensor foreground, Tensor images)
    {
        using var input = cat([features, foreground, foreground.sigmoid(), images], 1);
        return _levels.forward(_second.forward(_first.forward(input)));
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents()
    {
    }
}
