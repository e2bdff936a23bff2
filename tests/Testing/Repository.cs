namespace Cellect.Testing;

/// <summary>Where the repository, its model and the shared data are, from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Model => Path.Combine(Root, "models", "live.safetensors");

    /// <summary>A folder of the shared real data; skips the test where it is missing.</summary>
    public static string SharedData(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", folder));
        Assert.SkipUnless(Directory.Exists(path), $"no shared data at {path}");
        return path;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cellect.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Cellect.sln above {AppContext.BaseDirectory}");
    }
}
