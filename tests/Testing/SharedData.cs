namespace Cellect.Testing;

/// <summary>The shared data, which lies beside a plain checkout (or where CELLECT_SHARED_DATA says) and in no other place.</summary>
internal static class SharedData
{
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Root(), relativePath);
        if (!Path.Exists(path)) Assert.Skip($"{path} is not here: the shared data lies beside a checkout of the project, or in CELLECT_SHARED_DATA");
        return path;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("CELLECT_SHARED_DATA") is { Length: > 0 } named) return named;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cellect.sln"))) folder = folder.Parent;
        return Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", "shared", "data"));
    }
}
