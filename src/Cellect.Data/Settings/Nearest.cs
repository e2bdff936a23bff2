namespace Cellect.Data.Settings;

/// <summary>What somebody may have meant by a word that is not known.</summary>
internal static class Nearest
{
    // One slip in three letters; words of two letters are near to everything.
    private const int LettersASlip = 3;

    /// <summary><c> (did you mean WORD?)</c>, or nothing where no word is near.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="legal">What may be written.</param>
    public static string Hint(string word, IEnumerable<string> legal) => To(word, legal) is { } near ? $" (did you mean {near}?)" : "";

    /// <summary>The nearest of some words; null where none is near.</summary>
    public static string? To(string word, IEnumerable<string> legal)
    {
        var best = legal
            .Select(candidate => (Word: candidate, Slips: Slips(word, candidate)))
            .OrderBy(candidate => candidate.Slips)
            .FirstOrDefault();
        return best.Word is not null && best.Slips <= word.Trim('-').Length / LettersASlip ? best.Word : null;
    }

    /// <summary>Letters to add, take away, change or swap with their neighbour, whatever their case.</summary>
    private static int Slips(string a, string b)
    {
        var costs = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        for (var j = 0; j <= b.Length; j++)
        {
            if (i == 0 || j == 0)
            {
                costs[i, j] = i + j;
                continue;
            }

            var change = Same(i - 1, j - 1) ? 0 : 1;
            costs[i, j] = Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + change);
            if (i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1))
                costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
        }

        return costs[a.Length, b.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(a[i]) == char.ToUpperInvariant(b[j]);
    }
}
