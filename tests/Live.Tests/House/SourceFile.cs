using System.Text.RegularExpressions;

namespace Cellect.Live.Tests.House;

/// <summary>One file of src/: which namespace it is in, what it declares and which of our namespaces it uses.</summary>
internal sealed partial record SourceFile(
    string Path,
    string Project,
    string Namespace,
    IReadOnlyList<string> Types,
    IReadOnlyList<string> Usings,
    string Code
)
{
    /// <summary>Every file of src/ that has a namespace.</summary>
    public static IReadOnlyList<SourceFile> All(string root) =>
        [.. Directory.EnumerateDirectories(System.IO.Path.Combine(root, "src")).SelectMany(In).Select(Read).OfType<SourceFile>()];

    /// <summary>Whether the code names a type, without what stands before a dot.</summary>
    public bool Names(string type) => Regex.IsMatch(Code, $@"(?<![\w.]){type}\b");

    /// <summary>Namespaces that the code uses by writing a type with (a part of) its namespace before it.</summary>
    /// <param name="types">The types of every namespace.</param>
    public IEnumerable<string> Qualified(IReadOnlyDictionary<string, HashSet<string>> types) =>
        from words in Dotted().Matches(Code).Select(m => m.Value.Split('.'))
        from around in Around(Namespace).Prepend(Namespace).Append("")
        from length in Enumerable.Range(1, words.Length - 1)
        let space = $"{around}.{string.Join('.', words[..length])}".TrimStart('.')
        where types.TryGetValue(space, out var inside) && inside.Contains(words[length])
        select space;

    /// <summary>The namespaces around one, the nearest first.</summary>
    public static IEnumerable<string> Around(string space)
    {
        while (space.LastIndexOf('.') is > 0 and var dot)
            yield return space = space[..dot];
    }

    /// <summary>Paths of the code below a folder, without what a build makes.</summary>
    public static IEnumerable<string> In(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories).Where(path => !Built().IsMatch(path));

    private static SourceFile? Read(string path)
    {
        var text = File.ReadAllText(path);
        if (Declared().Match(text) is not { Success: true } space)
            return null;
        return new SourceFile(
            path,
            string.Join('.', space.Groups[1].Value.Split('.').Take(2)),
            space.Groups[1].Value,
            [.. Type().Matches(text).Select(m => m.Groups[1].Value)],
            [.. Using().Matches(text).Select(m => m.Groups[1].Value)],
            Comment().Replace(text, "")
        );
    }

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(
        @"^(?:public |internal )?(?:static |sealed |abstract |readonly |partial )*(?:class|struct|interface|enum|record(?: struct)?) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Type();

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(Cellect\.[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)+")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
