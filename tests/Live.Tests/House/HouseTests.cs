using System.Reflection;
using Cellect.Data.Sinks;
using Cellect.Testing;

namespace Cellect.Live.Tests.House;

/// <summary>The floor plan of docs/architecture.md, held by a test: which room may know which, and no circles inside a room.</summary>
public class HouseTests
{
    // Lab needs Stream for its training data: simulated specimens and files of images.
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Cellect.Data"] = [],
        ["Cellect.Gate"] = ["Cellect.Data"],
        ["Cellect.Stream"] = ["Cellect.Data", "Cellect.Gate"],
        ["Cellect.Model"] = ["Cellect.Data"],
        ["Cellect.Analysis"] = ["Cellect.Data"],
        ["Cellect.Lab"] = ["Cellect.Data", "Cellect.Stream", "Cellect.Model", "Cellect.Analysis"],
        ["Cellect.Batch"] = ["Cellect.Data", "Cellect.Stream", "Cellect.Model", "Cellect.Analysis"],
        ["Cellect.Triggers"] = ["Cellect.Data", "Cellect.Gate", "Cellect.Analysis"],
        ["Cellect.Overlay"] = ["Cellect.Data", "Cellect.Gate", "Cellect.Analysis"],
        ["Cellect.Dashboard"] = ["Cellect.Data", "Cellect.Gate", "Cellect.Analysis"],
    };

    // What the pipeline feeds, wherever it lives. None knows another. The demo watches its own series and is no part of the service.
    private static readonly string[] Sinks =
    [
        .. Arrows
            .Keys.Append("cellect")
            .SelectMany(room => Assembly.Load(room).GetTypes())
            .Where(type => type is { IsClass: true, Namespace: not "Cellect.Live.Demo" } && type.IsAssignableTo(typeof(IFrameSink)))
            .Select(type => type.Namespace!)
            .Distinct(),
    ];

    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.All(Repository.Root);

    private static readonly Dictionary<string, HashSet<string>> Types = Files
        .GroupBy(f => f.Namespace)
        .ToDictionary(g => g.Key, g => g.SelectMany(f => f.Types).ToHashSet());

    [Fact]
    public void Rooms_UseOtherRooms_OnlyAlongTheArrows()
    {
        Assert.True(Files.Count > 500, $"only {Files.Count} files found below {Repository.Root}");
        var forbidden =
            from file in Files
            where Arrows.ContainsKey(file.Project)
            from used in Used(file)
            where !IsIn(used, file.Project) && !Arrows[file.Project].Any(room => IsIn(used, room))
            select $"{file.Path} uses {used}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Sinks_NameNoOtherSink()
    {
        Assert.True(Sinks.Length > 3, $"only {string.Join(", ", Sinks)} found");
        var forbidden =
            from file in Files
            let own = Array.Find(Sinks, sink => IsIn(file.Namespace, sink))
            where own is not null
            from used in Used(file)
            where Sinks.Any(sink => sink != own && IsIn(used, sink))
            select $"{file.Path} uses {used}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Namespaces_OfARoom_MakeNoCircle()
    {
        var edges = Edges();
        var circles = edges.Keys.Where(space => Reachable(edges, space).Contains(space)).Order();
        Assert.Empty(circles);
    }

    private static Dictionary<string, HashSet<string>> Edges()
    {
        var edges = Types.Keys.ToDictionary(space => space, _ => new HashSet<string>());
        foreach (var file in Files)
        {
            edges[file.Namespace].UnionWith(Used(file).Where(u => u != file.Namespace && IsIn(u, file.Project)));
            // Types of the namespaces around are seen without a using.
            edges[file.Namespace]
                .UnionWith(
                    SourceFile
                        .Around(file.Namespace)
                        .Where(Types.ContainsKey)
                        .Where(space => Types[space].Except(Types[file.Namespace]).Any(file.Names))
                );
        }

        return edges;
    }

    private static IEnumerable<string> Used(SourceFile file) => file.Usings.Select(Known).Concat(file.Qualified(Types));

    // `using static` and aliases name a type: the namespace is what stands before it.
    private static string Known(string used)
    {
        while (!Types.ContainsKey(used) && used.LastIndexOf('.') is > 0 and var dot)
            used = used[..dot];
        return used;
    }

    private static HashSet<string> Reachable(Dictionary<string, HashSet<string>> edges, string from)
    {
        var (seen, waiting) = (new HashSet<string>(), new Stack<string>([from]));
        while (waiting.TryPop(out var space))
            foreach (var next in edges.GetValueOrDefault(space, []).Where(seen.Add))
                waiting.Push(next);
        return seen;
    }

    private static bool IsIn(string space, string room) => space == room || space.StartsWith(room + ".", StringComparison.Ordinal);
}
