namespace Cellect.Overlay.Settings;

/// <summary>Files that travel inside the assembly: shaders and the font.</summary>
internal static class EmbeddedFile
{
    /// <summary>The file named <paramref name="name"/>, for the caller to dispose.</summary>
    public static System.IO.Stream Open(string name) =>
        typeof(EmbeddedFile).Assembly.GetManifestResourceStream("Overlay/" + name)
        ?? throw new InvalidOperationException($"Overlay/{name} is not embedded in the assembly; see Cellect.Overlay.csproj");

    /// <summary>Its text.</summary>
    public static string ReadText(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
