using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Live;

/// <summary>
/// The causal network: reads (volume t, volume t-1) and reports the cells of volume t.
/// </summary>
/// <remarks>
/// A U-Net whose dense maps live at half the lateral resolution and whose heavy work is done at a quarter and an eighth; z is
/// halved once. Input [b, 2, z, y, x], normalised by <see cref="Normalization"/>; z a multiple of 2, y and x of 8.
/// </remarks>
internal sealed class LiveNetwork : Module<Tensor, LiveNetwork.Maps>
{
    /// <summary>Columns of the input for one of the dense maps.</summary>
    public const int LateralStride = 2;

    /// <summary>y and x of the input must be multiples of this.</summary>
    public const int LateralMultiple = 8;

    /// <summary>z of the input must be a multiple of this.</summary>
    public const int AxialMultiple = 2;

    private const int Half = 16,
        Quarter = 32,
        Eighth = 64;

    private readonly ConvBlock _stem = new("stem", 2, Half, (1, 2, 2));
    private readonly ConvBlock _down1 = new("down1", Half, Quarter, (1, 2, 2));
    private readonly ResidualBlock _quarter = new("quarter", Quarter);
    private readonly ConvBlock _down2 = new("down2", Quarter, Eighth, (2, 2, 2));
    private readonly ResidualBlock _eighth1 = new("eighth1", Eighth);
    private readonly ResidualBlock _eighth2 = new("eighth2", Eighth);
    private readonly TorchSharp.Modules.Conv3d _lift2 = Conv3d(Eighth, Quarter, (1, 1, 1));
    private readonly ConvBlock _up2 = new("up2", Quarter, Quarter, (1, 1, 1));
    private readonly TorchSharp.Modules.Conv3d _lift1 = Conv3d(Quarter, Half, (1, 1, 1));
    private readonly ConvBlock _up1 = new("up1", Half, Half, (1, 1, 1));
    private readonly TorchSharp.Modules.Conv3d _foreground = Conv3d(Half, 1, (1, 1, 1));
    private readonly CentreNetwork _centre = new("centre", Half);
    private ScalarType _precision = ScalarType.Float32;
    private readonly CellHead _cells = new("cells", Half + Quarter + Eighth, Detections.DetectedFrame.EmbeddingLength);

    public LiveNetwork()
        : base("live")
    {
        register_module("stem", _stem);
        register_module("down1", _down1);
        register_module("quarter", _quarter);
        register_module("down2", _down2);
        register_module("eighth1", _eighth1);
        register_module("eighth2", _eighth2);
        register_module("lift2", _lift2);
        register_module("up2", _up2);
        register_module("lift1", _lift1);
        register_module("up1", _up1);
        register_module("foreground", _foreground);
        register_module("centre", _centre);
        register_module("cells", _cells);
    }

    /// <summary>Dense maps at half lateral resolution and the features that <see cref="AtCentres"/> reads.</summary>
    /// <param name="Levels">[b, 4, z, y/2, x/2] logits of the nested levels around centres.</param>
    /// <param name="Foreground">[b, 1, z, y/2, x/2] logit of cell against background.</param>
    /// <param name="Half">[b, 16, z, y/2, x/2] features.</param>
    /// <param name="Quarter">[b, 32, z, y/4, x/4] features.</param>
    /// <param name="Eighth">[b, 64, z/2, y/8, x/8] features.</param>
    internal sealed record Maps(Tensor Levels, Tensor Foreground, Tensor Half, Tensor Quarter, Tensor Eighth);

    /// <summary>Every map is freed as soon as nothing reads it any more: at the finest levels two or three of them are most of the memory
    /// that a volume takes.</summary>
    public override Maps forward(Tensor pair)
    {
        using var images = Shrink(pair);
        var half = Consume(_stem, ChannelsLast(pair));
        var quarter = Consume(_quarter, _down1.forward(half));
        var eighth = Consume(_eighth2, Consume(_eighth1, _down2.forward(quarter)));
        var quarterUp = Consume(_up2, Join(_lift2.forward(eighth), quarter));
        var halfUp = Consume(_up1, Join(_lift1.forward(quarterUp), half));
        var foreground = _foreground.forward(halfUp);
        return new Maps(_centre.forward(halfUp, foreground, images), foreground, halfUp, quarterUp, eighth);
    }

    /// <summary>The facts of the cells of one batch item at given centres.</summary>
    /// <param name="maps">Output of <see cref="forward"/>.</param>
    /// <param name="item">Batch item.</param>
    /// <param name="centres">Three values a cell: z, y, x in voxels of the input.</param>
    public CellHead.Output AtCentres(Maps maps, long item, float[] centres)
    {
        var features = cat(
            [Sample(maps.Half, item, centres, 1, 2), Sample(maps.Quarter, item, centres, 1, 4), Sample(maps.Eighth, item, centres, 2, 8)],
            1
        );
        return _cells.forward(features);
    }

    /// <summary>Folds batch normalisation into the convolutions; for inference only, cannot be undone.</summary>
    public void Fold()
    {
        foreach (var block in modules().OfType<ConvBlock>())
            block.Fold();
    }

    /// <summary>
    /// Turns the convolutions to 16-bit floats, for inference on a device that has them. The levels stay in 32 bits: a centre is placed
    /// between voxels by small differences of them.
    /// </summary>
    /// <param name="precision">Brain floats or half floats.</param>
    public void Halve(ScalarType precision)
    {
        _precision = precision;
        foreach (var part in (nn.Module[])[_stem, _down1, _quarter, _down2, _eighth1, _eighth2, _lift2, _up2, _lift1, _up1, _foreground])
            part.to(_precision);
        _centre.Halve(precision);
    }

    private Tensor Shrink(Tensor pair)
    {
        using var shrunk = F.avg_pool3d(pair, [1, LateralStride, LateralStride], [1, LateralStride, LateralStride]);
        return shrunk.to(_precision);
    }

    /// <summary>The same values with the channels side by side in memory: the layout in which LibTorch convolves fastest.</summary>
    private Tensor ChannelsLast(Tensor pair)
    {
        using var values = pair.to(_precision);
        using var turned = values.permute(0, 2, 3, 4, 1);
        using var last = turned.contiguous();
        return last.permute(0, 4, 1, 2, 3);
    }

    /// <summary>The coarse map grown to the fine one's extents, the fine one added, rectified; frees both.</summary>
    private static Tensor Join(Tensor coarse, Tensor fine)
    {
        using (coarse)
        using (fine)
            return F.interpolate(coarse, size: [fine.shape[2], fine.shape[3], fine.shape[4]], mode: InterpolationMode.Nearest)
                .add_(fine, Scalars.One)
                .relu_();
    }

    /// <summary>What a part makes of a map; frees the map.</summary>
    private static Tensor Consume(Module<Tensor, Tensor> part, Tensor map)
    {
        using (map)
            return part.forward(map);
    }

    /// <summary>Features [n, C] interpolated linearly at n centres given in input voxels.</summary>
    private static Tensor Sample(Tensor map, long item, float[] centres, int axialStride, int lateralStride)
    {
        // Map voxel i covers input voxels i*stride to i*stride + stride - 1; grid_sample wants -1 to 1 from edge to edge, x first.
        var place = new float[centres.Length];
        for (var i = 0; i < centres.Length; i++)
        {
            var axis = i % 3;
            var extent = (axis == 0 ? axialStride : lateralStride) * map.shape[2 + axis];
            place[i - axis + 2 - axis] = (centres[i] + 0.5f) / extent * 2 - 1;
        }

        var grid = tensor(place, [1, place.Length / 3, 1, 1, 3], device: map.device);
        var sampled = F.grid_sample(
            map[item].unsqueeze(0).to(ScalarType.Float32),
            grid,
            GridSampleMode.Bilinear,
            GridSamplePaddingMode.Border,
            align_corners: false
        );
        return sampled.view(map.shape[1], -1).t();
    }

    // The constructor has registered every part; TorchSharp would register the fields once more under their own names.
    protected override void RegisterComponents() { }
}
