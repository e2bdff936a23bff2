using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// The published U-Net with its centre network (cellect-reference.md §2): reads frames t and t+1 and describes the cells of frame t.
/// Input [batch, 2, row, column, slice], pre-processed as in §4; rows and columns multiples of 16.
/// </summary>
internal sealed class Cellect2025UNet : Cellect2025Trunk
{
    /// <summary>Length of an embedding.</summary>
    public const int EmbeddingLength = 64;

    /// <summary>Channels that <see cref="Embed"/> turns into an embedding.</summary>
    public const int EmbeddingFeatures = 32;

    /// <summary>Rows and columns of the input must be multiples of this.</summary>
    public const int LateralMultiple = 16;

    private const long Width = 8,
        Classes = 6,
        JoinedFeatures = 32;
    private readonly Cellect2025CentreNetwork _centre = new();

    /// <param name="variant">How the levels shrink.</param>
    public Cellect2025UNet(Cellect2025Variant variant)
        : base("cellect2025")
    {
        Variant = variant;
        register_module("lnet", _centre);
        AddDescent(2, Width, shortcut: true, pooled: variant == Cellect2025Variant.Con7s);
        AddAscent(Width, Classes);
        Add("conv_norm_lrelu_f.0", JoinedFeatures, 2 * Width, 3);
        Add("conv3d_f", JoinedFeatures, JoinedFeatures, 1);
        Add("conv_norm_lrelu_f1.0", EmbeddingFeatures, JoinedFeatures + Classes, 3);
        Add("conv3d_f1", EmbeddingLength, EmbeddingFeatures, 1);
        AddSupervision(Width, Classes);
    }

    /// <summary>Which of the two published networks this is.</summary>
    public Cellect2025Variant Variant { get; }

    /// <summary>The dense maps, all at the resolution of the input.</summary>
    /// <param name="Segmentation">[b, 3, ...] logits: background, cell, polar body.</param>
    /// <param name="Centre">[b, 5, ...] logits of the levels around a centre.</param>
    /// <param name="Division">[b, 2, ...] logits: mother about to divide in frame t; daughters new-born in frame t+1.</param>
    /// <param name="Size">[b, 1, ...] radius in columns, at least 0.</param>
    /// <param name="Features">[b, 32, ...] what <see cref="Embed"/> reads.</param>
    internal sealed record Maps(Tensor Segmentation, Tensor Centre, Tensor Division, Tensor Size, Tensor Features);

    /// <summary>The dense maps. The last convolution of the embedding is left to <see cref="Embed"/>: it is needed at the centres
    /// alone.</summary>
    public Maps Forward(Tensor pair)
    {
        var (decoded, supervision) = Ascend(Descend(pair));
        var heads = Head(decoded).add_(supervision, Scalars.One);
        var segmentation = heads[.., 0..3];
        return new Maps(segmentation, Centre(segmentation, pair), heads[.., 3..5], heads[.., 5..6].relu(), Features(decoded, supervision));
    }

    /// <summary>Embeddings [n, 64], not normalised, from features [32, n] of n voxels: a 1×1×1 convolution is a product of
    /// matrices.</summary>
    public Tensor Embed(Tensor features) => features.t().matmul(Weight("conv3d_f1").view(EmbeddingLength, EmbeddingFeatures).t());

    /// <summary>
    /// What the embedding is made of; frees both maps. The published program joins f = conv3d_f(...) and the deep supervision and convolves
    /// the 38 channels; the sum of two convolutions is the same. It spares the joined map, and <c>conv3d_f</c>, which is linear, goes into
    /// the weights.
    /// Above all, LibTorch computes a convolution of 38 channels wrongly (docs/cellect2025.md, "Convolutions that LibTorch gets wrong").
    /// </summary>
    private Tensor Features(Tensor decoded, Tensor supervision)
    {
        using var joint = Weight("conv_norm_lrelu_f1");
        using var of = joint[.., ..(int)JoinedFeatures].contiguous();
        using var ofSupervision = joint[.., (int)JoinedFeatures..].contiguous();
        using var first = Weight("conv3d_f");
        using var composed = einsum("oirsz,ic->ocrsz", of, first.view(JoinedFeatures, JoinedFeatures));
        var sum = ConvolveBy(composed, NormRectify(Consume("conv_norm_lrelu_f", decoded)));
        using var coarse = ConvolveBy(ofSupervision, supervision);
        return NormRectify(sum.add_(coarse, Scalars.One));
    }

    /// <summary>A convolution with given weights; frees the input.</summary>
    private static Tensor ConvolveBy(Tensor weights, Tensor input)
    {
        using (input)
            return F.conv3d(input, weights, padding: [1, 1, 1]);
    }

    private Tensor Centre(Tensor segmentation, Tensor pair)
    {
        using var shares = segmentation.softmax(1);
        using var seen = cat([segmentation, shares, pair], 1);
        return _centre.Forward(seen);
    }
}
