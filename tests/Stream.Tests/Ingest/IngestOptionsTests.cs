using Cellect.Stream.Ingest;
using Cellect.Stream.Wire;
using Microsoft.Extensions.Options;

namespace Cellect.Stream.Tests.Ingest;

public class IngestOptionsTests
{
    [Theory]
    [InlineData(new[] { 0, 2, 0 }, null, "twice")]
    [InlineData(new[] { 0, 300 }, null, "300")]
    [InlineData(new[] { 1, 2 }, 0, "TrackedChannel 0 contradicts TrackedChannels 1, 2")]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, null, "at most 8")]
    public void Validate_TrackedChannelsThatCannotBe_AreTold(int[] channels, int? one, string told) =>
        Assert.Contains(told, Validate(new IngestOptions { TrackedChannels = [.. channels], TrackedChannel = one }).FailureMessage);

    [Fact]
    public void Tracked_ListOrSingle_IsWhatIsTracked()
    {
        Assert.Equal([0], new IngestOptions().Tracked());
        Assert.Equal([3], new IngestOptions { TrackedChannel = 3 }.Tracked());
        Assert.Equal([2, 0], new IngestOptions { TrackedChannels = [2, 0] }.Tracked());
    }

    [Fact]
    public void Defaults_AreValid() => Assert.True(Validate(new IngestOptions()).Succeeded);

    [Fact]
    public void BadValues_AreNamedNestedOnesToo()
    {
        Assert.Contains("DefaultVoxelMicrometres '1,1'", Validate(new IngestOptions { DefaultVoxelMicrometres = "1,1" }).FailureMessage);
        Assert.Contains("TrackedChannel 16", Validate(new IngestOptions { TrackedChannel = 16 }).FailureMessage);
        Assert.Contains("Endpoint must be tcp://", Validate(new IngestOptions { Endpoint = "localhost:5555" }).FailureMessage);
        Assert.Contains("MaxDepth", Validate(new IngestOptions { Limits = new WireLimits { MaxDepth = 1000 } }).FailureMessage);
    }

    private static ValidateOptionsResult Validate(IngestOptions options) =>
        new DataAnnotationValidateOptions<IngestOptions>(null).Validate(null, options);
}
