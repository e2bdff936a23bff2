using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Cellect.Model.Tests.Networks.Cellect2025;

/// <summary>
/// LibTorch's own convolution against shifted products in double. It is wrong for many numbers of input channels above 16 that are no
/// multiple of 16 (docs/cellect2025.md, "Convolutions that LibTorch gets wrong"): the published network keeps to those that this test shows
/// to be right.
/// </summary>
public class ConvolutionTests
{
    [Theory]
    [InlineData(2, 8)]
    [InlineData(6, 32)]
    [InlineData(8, 16)]
    [InlineData(16, 32)]
    [InlineData(32, 32)]
    [InlineData(64, 32)]
    [InlineData(128, 64)]
    [Trait("Speed", "Slow")]
    public void Conv3d_InputChannelsOfThePublishedNetwork_IsRight(int input, int output)
    {
        foreach (var (rows, columns, slices) in new[] { (32, 32, 8), (40, 24, 32), (24, 48, 48) })
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            random.manual_seed(input);
            var map = rand([1, input, rows, columns, slices]) - 0.5;
            var weights = rand([output, input, 3, 3, 3]) - 0.5;
            var difference = (F.conv3d(map, weights, padding: [1, 1, 1]).view(output, -1) - ByShiftedProducts(map, weights))
                .abs()
                .max()
                .item<double>();
            Assert.True(difference < 1e-3, $"{input} to {output} channels at {rows}×{columns}×{slices}: off by {difference}");
        }
    }

    private static Tensor ByShiftedProducts(Tensor map, Tensor weights)
    {
        var (rows, columns, slices) = ((int)map.shape[2], (int)map.shape[3], (int)map.shape[4]);
        var padded = F.pad(map.to(ScalarType.Float64), [1, 1, 1, 1, 1, 1]);
        var sum = zeros([weights.shape[0], rows * columns * slices], ScalarType.Float64);
        for (var r = 0; r < 3; r++)
        for (var c = 0; c < 3; c++)
        for (var s = 0; s < 3; s++)
            sum.add_(
                weights[.., .., r, c, s]
                    .to(ScalarType.Float64)
                    .matmul(padded[0, .., r..(r + rows), c..(c + columns), s..(s + slices)].reshape(map.shape[1], -1))
            );
        return sum;
    }
}
