using System.Reflection;

namespace Cellect.Dashboard.Web;

/// <summary>The files of the page, from this assembly.</summary>
internal static class PageFiles
{
    private const string Prefix = "Page/";

    // What a browser that is not signed in needs to sign in.
    private static readonly string[] Open = ["sign-in.html", "sign-in.js", "page.css", "icon.svg"];

    private static readonly Dictionary<string, PageFile> Files = Assembly
        .GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => "/" + name[Prefix.Length..], Read);

    /// <summary>The file at a path, or null.</summary>
    public static PageFile? Find(string path) =>
        Files.GetValueOrDefault(
            path switch
            {
                "/" => "/index.html",
                SignIn.SignInDesk.Path => "/sign-in.html",
                _ => path,
            }
        );

    private static PageFile Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageFile(bytes, TypeOf(name), Open.Contains(name[Prefix.Length..]));
    }

    private static string TypeOf(string name) =>
        Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
}

/// <summary>A file of the page.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="Type">Type of the content.</param>
/// <param name="IsOpen">Whether those who are not signed in get it.</param>
internal sealed record PageFile(byte[] Bytes, string Type, bool IsOpen);
