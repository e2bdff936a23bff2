namespace Cellect.Testing;

/// <summary>Where the repository, its model and the shared data are, from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Model => Path.Combine(Root, "models", "live.safetensors");

    /// <summary>A file or folder of the shared real data, beside a plain checkout or where CELLECT_SHARED_DATA says; skips the test where
    /// it is missing.</summary>
    public static string SharedData(string path)
    {
        var folder = Environment.GetEnvironmentVariable("CELLECT_SHARED_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(Root, "..", "shared", "data");
        var full = Path.GetFullPath(Path.Combine(folder, path));
        Assert.SkipUnless(
            Path.Exists(full),
            $"{full} is not here: the shared data lies beside a checkout of the project, or in CELLECT_SHARED_DATA"
        );
        return full;
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cellect.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Cellect.sln above {AppContext.BaseDirectory}");
    }
}
