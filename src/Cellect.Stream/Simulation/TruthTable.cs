using System.Globalization;
using Cellect.Stream.Sources;

namespace Cellect.Stream.Simulation;

/// <summary>Truth as a table, <c>nodes.csv</c>: <c>t,z,y,x,id,parent</c>, one row a node, voxels, invariant culture.</summary>
public static class TruthTable
{
    /// <summary>Header line of the table.</summary>
    public const string Header = "t,z,y,x,id,parent";

    /// <summary>Writes a table; an existing file is replaced.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="nodes">Rows, in the order in which they are to appear.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<TruthNode> nodes)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var node in nodes)
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{node.T},{node.Z:0.####},{node.Y:0.####},{node.X:0.####},{node.Id},{node.Parent}"
                )
            );
    }
}
