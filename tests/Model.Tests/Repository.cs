namespace Cellect.Model.Tests;

/// <summary>Where the repository is, from wherever the tests run.</summary>
internal static class Repository
{
    public static string Model { get; } = Path.Combine(Find(), "models", "live.safetensors");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cellect.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Cellect.sln above {AppContext.BaseDirectory}");
    }
}
