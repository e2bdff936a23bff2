using Cellect.Model.Networks.Cellect2025;
using Cellect.Testing;
using CsCheck;
using TorchSharp;

namespace Cellect.Model.Tests.Networks.Cellect2025;

public class Cellect2025CheckpointTests
{
    private static readonly byte[] TwoTensors = Checkpoints.Pickle(("a.weight", [2, 3], [3, 1], 0, 6), ("b.weight", [3, 2], [1, 3], 1, 7));
    private static readonly float[][] TwoStorages =
    [
        [1, 2, 3, 4, 5, 6],
        [0, 10, 11, 12, 13, 14, 15],
    ];

    [Fact]
    public void Read_ContainerOfTwoTensors_GivesTheirValuesWhateverTheStride()
    {
        using var scope = torch.NewDisposeScope();
        var tensors = Cellect2025Checkpoint.Read(Checkpoints.Container(TwoTensors, TwoStorages), "x.pth");
        Assert.Equal(["a.weight", "b.weight"], tensors.Keys);
        Assert.Equal([2, 3], tensors["a.weight"].shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensors["a.weight"].data<float>().ToArray());
        Assert.Equal([10, 13, 11, 14, 12, 15], tensors["b.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Read_GoldenFile_GivesTheGoldenMaps()
    {
        var path = Repository.SharedData("cellect_checkpoints/U-golden-con7.pth");
        using var scope = torch.NewDisposeScope();
        using var inference = torch.inference_mode();
        var tensors = Cellect2025Checkpoint.Read(path);
        using var network = new Cellect2025UNet(Cellect2025Weights.VariantOf(tensors));
        Assert.Equal(tensors.Keys, network.state_dict().Keys);
        Cellect2025Weights.Load(network, tensors, path);
        network.eval();
        Cellect2025UNetTests.AssertGolden(network, network.Forward(GoldenWeights.Input()));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "DoubleStorage")]
    public void Read_ForeignGlobal_IsRefusedByName(string module, string name)
    {
        var pickle = new Checkpoints.PickleWriter().Raw(0x80, 2).Global(module, name).Raw('(').Text("echo").Raw('t', 'R', '.').ToArray();
        Assert.Contains($"{module}.{name}", Refusal(Checkpoints.Container(pickle)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x93)] // STACK_GLOBAL
    [InlineData('i')] // INST
    [InlineData('o')] // OBJ
    [InlineData(0x81)] // NEWOBJ
    [InlineData(']')] // EMPTY_LIST
    public void Read_InstructionThatNoCheckpointNeeds_IsRefusedByItsCode(int opcode) =>
        Assert.Contains($"0x{opcode:x2}", Refusal(Checkpoints.Container([0x80, 2, (byte)opcode, (byte)'.'])), StringComparison.Ordinal);

    [Fact]
    public void Read_CallOfAStorage_IsRefused()
    {
        var pickle = new Checkpoints.PickleWriter().Raw(0x80, 2).Global("torch", "FloatStorage").Raw(')', 'R', '.').ToArray();
        Assert.Contains("FloatStorage", Refusal(Checkpoints.Container(pickle)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 2, 4 }, new long[] { 4, 1 }, 0)] // more values than stored
    [InlineData(new long[] { 2, 3 }, new long[] { 3, 1 }, 1)] // begins too late
    [InlineData(new long[] { 2, 3 }, new long[] { 9, 1 }, 0)] // strides too far
    [InlineData(new long[] { 2000000000, 2000000000 }, new long[] { 0, 0 }, 0)] // expanded
    [InlineData(new long[] { 2, 3 }, new long[] { 1 }, 0)] // axes differ
    [InlineData(new long[] { -2, 3 }, new long[] { 3, 1 }, 0)]
    public void Read_TensorOutsideItsStorage_IsRefused(long[] shape, long[] stride, long offset) =>
        Refusal(Checkpoints.Container(Checkpoints.Pickle(("a", shape, stride, offset, 6)), TwoStorages[0]));

    [Fact]
    public void Read_StorageShorterThanThePickleSays_IsRefused() =>
        Assert.Contains(
            "24 bytes",
            Refusal(Checkpoints.Container(Checkpoints.Pickle(("a", [7], [1], 0, 7)), TwoStorages[0])),
            StringComparison.Ordinal
        );

    [Fact]
    public void Read_ValuesThatWereAltered_AreRefused()
    {
        var file = Checkpoints.Container(TwoTensors, TwoStorages);
        file[file.AsSpan().IndexOf(BitConverter.GetBytes(13f))] ^= 1;
        Assert.Contains("damaged", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MutatedFile_LoadsOrSaysWhatIsWrong() =>
        Mutations(Checkpoints.Container(TwoTensors, TwoStorages)).Sample(LoadsOrRefuses, iter: 2000);

    [Fact]
    public void Read_MutatedPickleInASoundContainer_LoadsOrSaysWhatIsWrong() =>
        Mutations(TwoTensors).Sample(pickle => LoadsOrRefuses(Checkpoints.Container(pickle, TwoStorages)), iter: 4000);

    [Fact]
    public void Read_AnyPickle_LoadsOrSaysWhatIsWrong() =>
        Gen.Int[0, Instructions.Length - 1]
            .Array[0, 60]
            .Sample(picks => LoadsOrRefuses(Checkpoints.Container(Array.ConvertAll(picks, i => Instructions[i]), TwoStorages)), iter: 4000);

    private static byte[] Instructions { get; } = [.. ")}(tQRsub.qhrjJKMGXc\n"u8, 0x80, 0x85, 0x86, 0x87, 0x88, 0x89, 0, 1, 2];

    /// <summary>Some bytes of the original replaced, and a part cut out or doubled.</summary>
    private static Gen<byte[]> Mutations(byte[] original) =>
        Gen.Select(
                Gen.Select(Gen.Int[0, original.Length - 1], Gen.Byte).Array[0, 4],
                Gen.Int[0, original.Length],
                Gen.Int[0, 12],
                Gen.Int[0, 2]
            )
            .Select(
                (edits, at, length, kind) =>
                {
                    var bytes = (byte[])original.Clone();
                    foreach (var (place, value) in edits)
                        bytes[place] = value;
                    length = Math.Min(length, bytes.Length - at);
                    return kind switch
                    {
                        0 => bytes,
                        1 => [.. bytes[..at], .. bytes[(at + length)..]],
                        _ => [.. bytes[..(at + length)], .. bytes[at..]],
                    };
                }
            );

    private static void LoadsOrRefuses(byte[] file)
    {
        using var scope = torch.NewDisposeScope();
        try
        {
            Cellect2025Checkpoint.Read(file, "x.pth");
        }
        catch (InvalidDataException)
        {
            // A refusal with a message; anything else fails the test.
        }
    }

    private static string Refusal(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => Cellect2025Checkpoint.Read(file, "x.pth")).Message;
}
