using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Cellect.Live.Tests.Hosting;

/// <summary>What the documentation comments say of a property, as Markdown on one line.</summary>
internal static partial class DocComments
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    /// <summary>Its summary.</summary>
    public static string Summary(PropertyInfo property) => Of(property, "summary");

    /// <summary>Its value; empty where none is told.</summary>
    public static string Value(PropertyInfo property) => Of(property, "value");

    private static string Of(PropertyInfo property, string part)
    {
        var type = property.DeclaringType!;
        var members = Files.GetOrAdd(type.Assembly, Read);
        return members.TryGetValue($"P:{type.FullName}.{property.Name}", out var member) && member.Element(part) is { } text
            ? Spaces().Replace(string.Concat(text.Nodes().Select(Markdown)), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal)
            : "";
    }

    private static Dictionary<string, XElement> Read(Assembly assembly) =>
        XDocument
            .Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value);

    private static string Markdown(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
            XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } link => $"[{see.Value}]({link.Value})",
            XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.')[^1]}`",
            XElement other => string.Concat(other.Nodes().Select(Markdown)),
            _ => "",
        };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
