using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using Cellect.Testing;
using static TorchSharp.torch;

namespace Cellect.Model.Tests.Networks;

/// <summary>The same values give the same bits, wherever the garbage collector has put them.</summary>
public class AlignedInputTests
{
    [Fact]
    public void Of_AnyArray_LiesAtAMultipleOf64Bytes()
    {
        using var scope = NewDisposeScope();
        var keep = new List<float[]>();
        for (var i = 0; i < 64; i++)
        {
            // Arrays of odd lengths, so that the next one begins anywhere.
            keep.Add(new float[5 + i]);
            var made = AlignedInput.Of(keep[^1], 1, 5 + i);
            unsafe
            {
                fixed (byte* at = made.bytes)
                    Assert.Equal(0, (long)at % 64);
            }
        }
    }

    [Fact]
    public void Divisions_OfTheSameValues_AreTheSameBits()
    {
        TorchLibrary.Require();
        var (tensors, metadata) = Safetensors.Read(Repository.Model);
        using var matcher = LiveModel.Matcher(tensors, metadata, Repository.Model);
        var random = new Random(1);
        var values = Enumerable.Range(0, 37 * DivisionFeatures.PerPair).Select(_ => random.NextSingle()).ToArray();
        var network = new DivisionMatcher();
        LiveModel.Load(network, tensors, LiveModel.DivisionPrefix, Repository.Model);
        float[]? first = null;
        for (var i = 0; i < 200; i++)
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            var padding = new byte[i * 8];
            var moved = (float[])values.Clone();
            var judged = network.forward(AlignedInput.Of(moved, 37, DivisionFeatures.PerPair)).data<float>().ToArray();
            GC.KeepAlive(padding);
            Assert.Equal(first ??= judged, judged);
        }
    }
}
