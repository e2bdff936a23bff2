using Cellect.Data.Messages;
using Cellect.Data.Volumes;
using Cellect.Overlay.Viewing;
using MessagePack;

namespace Cellect.Overlay.Tests.Viewing;

public class RemotePreviewTests
{
    [Theory]
    [InlineData(0, 4, 4)]
    [InlineData(100_000, 100_000, 100_000)]
    [InlineData(-1, 4, 4)]
    public void Read_ImpossibleShape_IsRefusedBeforeMemoryIsTaken(int z, int y, int x)
    {
        var map = Map(new() { ["shape"] = new object[] { z, y, x }, ["dtype"] = "u1" });
        using var reader = new RemotePreview(new VolumePool());

        Assert.Throws<InvalidDataException>(() => reader.Read(map, []));
    }

    private static MessageMap Map(Dictionary<string, object> content) => MessageMap.Read(MessagePackSerializer.Serialize(content));
}
