using Cellect.Stream.Ingest;
using Cellect.Stream.Wire;
using Microsoft.Extensions.Options;

namespace Cellect.Stream.Tests.Ingest;

public class IngestOptionsTests
{
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
