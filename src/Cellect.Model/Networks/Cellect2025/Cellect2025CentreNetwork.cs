using static TorchSharp.torch;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The published centre enhancement network (cellect-reference.md §2.3): 8 channels to logits of five levels, of which the fifth
/// is the centre.</summary>
internal sealed class Cellect2025CentreNetwork : Cellect2025Trunk
{
    /// <summary>Levels: 0 is background, 4 the centre.</summary>
    public const int Levels = 5;

    private const long Input = 8,
        Width = 2;

    public Cellect2025CentreNetwork()
        : base("lnet")
    {
        AddDescent(Input, Width, shortcut: false, pooled: false);
        AddAscent(Width, Levels);
        AddSupervision(Width, Levels);
    }

    /// <summary>[b, 8, row, column, slice], rows and columns multiples of 16, to [b, 5, row, column, slice].</summary>
    public Tensor Forward(Tensor input)
    {
        var (features, supervision) = Ascend(Descend(input));
        using (features)
        using (supervision)
            return Head(features).add_(supervision, Scalars.One);
    }
}
