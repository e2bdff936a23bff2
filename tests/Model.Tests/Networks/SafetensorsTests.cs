using System.Text;
using Cellect.Model.Networks;
using CsCheck;
using TorchSharp;

namespace Cellect.Model.Tests.Networks;

public class SafetensorsTests
{
    [Fact]
    public void Read_WhatWasWritten_GivesTheSame()
    {
        var path = NewPath();
        using var weights = torch.tensor(new[] { 1.5f, -2, 3, 4, 5, 6 }, [2, 3]);
        using var count = torch.tensor(42L);
        Safetensors.Write(
            path,
            new Dictionary<string, torch.Tensor> { ["a.weight"] = weights, ["n"] = count },
            new Dictionary<string, string> { ["k"] = "v" }
        );
        var (tensors, metadata) = Safetensors.Read(path);
        Assert.Equal("v", metadata["k"]);
        Assert.Equal([2, 3], tensors["a.weight"].shape);
        Assert.Equal([1.5f, -2, 3, 4, 5, 6], tensors["a.weight"].data<float>().ToArray());
        Assert.Equal(42, tensors["n"].item<long>());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1000000000,1000],"data_offsets":[0,4000000000000]}}""")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,-4]}}""")]
    [InlineData("""{"a":{"shape":[1]}}""")]
    [InlineData("not json")]
    public void Read_HeaderThatTheFileDoesNotBearOut_IsRefused(string header)
    {
        var path = NewPath();
        var json = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)json.Length), .. json, .. new byte[8]]);
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(path));
    }

    [Fact]
    public void Read_AnyBytes_GivesTensorsOrSaysWhatIsWrong() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(
                bytes =>
                {
                    var path = NewPath();
                    File.WriteAllBytes(path, bytes);
                    Assert.ThrowsAny<InvalidDataException>(() => Safetensors.Read(path));
                },
                iter: 200
            );

    private static string NewPath() => Path.Combine(Directory.CreateTempSubdirectory("cellect").FullName, "x.safetensors");
}
