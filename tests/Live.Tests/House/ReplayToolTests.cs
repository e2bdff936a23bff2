using System.Text.Json;
using Cellect.Testing;

namespace Cellect.Live.Tests.House;

public class ReplayToolTests
{
    /// <summary>
    /// The demo runs the replay tool from the service's folder. The folder of the tests has more, and would hide what is missing.
    /// </summary>
    [Fact]
    public void ReplayTool_BesideTheService_HasEveryAssemblyThatItNeeds()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.Combine(Repository.Root, "src", "Cellect.Live", "bin", configuration, "net10.0");
        using var needs = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cellect-replay.deps.json")));
        var assemblies = needs
            .RootElement.GetProperty("targets")
            .EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
            .Select(file => Path.GetFileName(file.Name))
            .ToList();
        Assert.True(assemblies.Count > 5, $"only {assemblies.Count} assemblies in cellect-replay.deps.json");
        Assert.DoesNotContain(assemblies, name => !File.Exists(Path.Combine(folder, name)));
    }
}
