namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>HOTA (Luiten et al. 2020) at the one overlap threshold of the challenge, and CHOTA, which compares whole lineages: a cell with
/// all its ancestors and descendants.</summary>
internal static class HigherOrderAccuracy
{
    public static double Hota(AssociationTable table) => Compute(table, cell => [cell], cell => [cell]);

    public static double Chota(AssociationTable table)
    {
        var (reference, result) = (Cliques(table.ReferenceParent), Cliques(table.ResultParent));
        return Compute(table, cell => reference[cell], cell => result[cell]);
    }

    private static double Compute(AssociationTable table, Func<int, HashSet<int>> referenceClique, Func<int, HashSet<int>> resultClique)
    {
        var row = table.Matched.ToLookup(pair => pair.Key.Reference, pair => (pair.Key.Result, Frames: pair.Value));
        var sum = 0.0;
        foreach (var ((reference, result), frames) in table.Matched)
        {
            var (a, b) = (referenceClique(reference), resultClique(result));
            var common = a.Sum(cell => row[cell].Sum(match => b.Contains(match.Result) ? match.Frames : 0));
            var either = a.Sum(cell => table.ReferenceFrames[cell]) + b.Sum(cell => table.ResultFrames[cell]) - common;
            sum += frames * ((double)common / either);
        }
        return table.Total == 0 ? 0 : Math.Sqrt(sum / table.Total);
    }

    private static Dictionary<int, HashSet<int>> Cliques(Dictionary<int, int> parentOf)
    {
        var cliques = parentOf.Keys.ToDictionary(cell => cell, cell => new HashSet<int> { cell });
        foreach (var cell in parentOf.Keys)
        {
            for (var ancestor = parentOf[cell]; ancestor != 0; ancestor = parentOf[ancestor])
            {
                cliques[cell].Add(ancestor);
                cliques[ancestor].Add(cell);
            }
        }
        return cliques;
    }
}
