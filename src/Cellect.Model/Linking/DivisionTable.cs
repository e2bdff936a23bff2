namespace Cellect.Model.Linking;

/// <summary>The probabilities of the possible divisions between two frames, looked up by mother and daughter.</summary>
internal sealed class DivisionTable
{
    private readonly Dictionary<(int Mother, int First, int Second), float> _ofPair = [];
    private readonly Dictionary<(int Cell, int Mother), float> _ofDaughter = [];
    private readonly float[] _ofCell;

    /// <param name="features">The possible divisions.</param>
    /// <param name="probabilities">One a pair.</param>
    /// <param name="cells">Cells of the newest frame.</param>
    public DivisionTable(DivisionFeatures features, float[] probabilities, int cells)
    {
        _ofCell = new float[cells];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var (mother, first, second) = features.Pairs[i];
            _ofPair[Key(mother, first, second)] = probabilities[i];
            Raise(first, mother, probabilities[i]);
            Raise(second, mother, probabilities[i]);
        }
    }

    /// <summary>
    /// For each cell the probability of its division: that of the pair for two cells with one origin, else of the most likely division
    /// of which it might have been a daughter; 0 where there is none.
    /// </summary>
    public float[] OfCells(int[] parents)
    {
        var result = (float[])_ofCell.Clone();
        var first = new Dictionary<int, int>();
        for (var cell = 0; cell < parents.Length; cell++)
            if (parents[cell] >= 0 && !first.TryAdd(parents[cell], cell))
                result[cell] = result[first[parents[cell]]] = _ofPair.GetValueOrDefault(Key(parents[cell], first[parents[cell]], cell));
        return result;
    }

    /// <summary>Probability of the most likely division of <paramref name="mother"/> of which the cell is a daughter.</summary>
    public float Of(int cell, int mother) => _ofDaughter.GetValueOrDefault((cell, mother));

    /// <summary>Rules the divisions of a mother with this daughter out.</summary>
    public void Forbid(int cell, int mother) => _ofDaughter.Remove((cell, mother));

    /// <summary>Rules the unlikely ones of the divisions in an assignment out. True when there were any.</summary>
    public bool ForbidUnlikely(int[] parents, double least)
    {
        var first = new Dictionary<int, int>();
        var any = false;
        for (var cell = 0; cell < parents.Length; cell++)
        {
            var mother = parents[cell];
            if (mother < 0 || first.TryAdd(mother, cell) || _ofPair.GetValueOrDefault(Key(mother, first[mother], cell)) >= least)
                continue;
            Forbid(first[mother], mother);
            Forbid(cell, mother);
            any = true;
        }

        return any;
    }

    private void Raise(int cell, int mother, float probability)
    {
        _ofDaughter[(cell, mother)] = Math.Max(_ofDaughter.GetValueOrDefault((cell, mother)), probability);
        _ofCell[cell] = Math.Max(_ofCell[cell], probability);
    }

    private static (int, int, int) Key(int mother, int a, int b) => (mother, Math.Min(a, b), Math.Max(a, b));
}
