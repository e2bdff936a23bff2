namespace Cellect.Model.Linking;

/// <summary>
/// Where the new cells of a session come from: births by a division against appearances out of nowhere. Where more appear than are born, as
/// where cells enter the view at any place, a cell that appears beside another is less likely its sister, and divisions are believed less;
/// they are never believed more than the network does.
/// </summary>
/// <remarks>A mixture of the two kinds whose share is learnt from frame to frame, each new cell counting by the probability that it was
/// born (docs/model.md, "Divisions and appearances").</remarks>
internal sealed class BirthPrior
{
    // As if so many of each kind had been seen before the first: a few cells say nothing of a session.
    private const double Before = 10;

    // What is counted follows an embryo in which divisions become rare within about so many new cells.
    private const double MostCounted = 300;

    // Where more than this share is new at once (and more than a few), the view has changed, which tells nothing of the specimen.
    private const double NewView = 0.1;
    private const int Few = 5;

    private double _born,
        _appeared;

    /// <summary>What is added to the log-odds of a division: 0 or less.</summary>
    public double Doubt => Math.Min(0, Math.Log((_born + Before) / (_appeared + Before)));

    /// <summary>What has been counted.</summary>
    public (double Born, double Appeared) Counted => (_born, _appeared);

    /// <summary>A new series begins.</summary>
    public void Reset() => (_born, _appeared) = (0, 0);

    /// <summary>Goes on with what another process has counted.</summary>
    public void Resume((double Born, double Appeared) counted) => (_born, _appeared) = counted;

    /// <summary>The divisions' probabilities under what the session has shown, in place.</summary>
    public void Weigh(float[] divisions)
    {
        var map = new ProbabilityMap(1, Doubt);
        for (var i = 0; i < divisions.Length; i++)
            divisions[i] = map.Of(divisions[i]);
    }

    /// <summary>One frame more.</summary>
    /// <param name="links">Of the cells that are believed.</param>
    /// <param name="inside">Whether a cell is far from the border, where nothing comes into view.</param>
    public void Advance(Link[] links, Func<int, bool> inside)
    {
        var appeared = Enumerable.Range(0, links.Length).Count(i => links[i].Parent < 0 && inside(i));
        if (appeared > Math.Max(Few, NewView * links.Length) || Array.TrueForAll(links, l => l.Parent < 0))
            return;
        var divisions = links
            .Where(l => l.Parent >= 0)
            .GroupBy(l => l.Parent)
            .Where(g => g.Skip(1).Any())
            .Select(g => g.First().Division)
            .ToArray();
        double born = divisions.Sum(p => (double)p);
        (_born, _appeared) = (_born + born, _appeared + appeared + divisions.Length - born);
        if (_born + _appeared is > MostCounted and var all)
            (_born, _appeared) = (_born * MostCounted / all, _appeared * MostCounted / all);
    }
}
