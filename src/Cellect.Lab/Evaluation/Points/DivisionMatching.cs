using Cellect.Analysis.Graphs;

namespace Cellect.Lab.Evaluation;

/// <summary>Sorts divisions into right, wrong children, false and missed, then pairs false with missed ones some frames apart.</summary>
internal sealed class DivisionMatching
{
    private readonly PointMatching _matching;
    private readonly SortedSet<int> _missed = [];
    private readonly SortedSet<int> _false = [];
    private int _right;
    private int _wrongChildren;

    public DivisionMatching(PointMatching matching, bool sparse)
    {
        _matching = matching;
        var (truth, result) = (matching.Truth, matching.Result);
        for (var node = 0; node < truth.NodeCount; node++)
            if (truth.Divides(node))
                Classify(node);
        for (var node = 0; node < result.NodeCount; node++)
            if (result.Divides(node) && IsFalse(matching.TruthOf(node), sparse))
                _false.Add(node);
    }

    public DivisionScore Score(int tolerance) => new(tolerance, _right, _wrongChildren, _false.Count, _missed.Count);

    /// <summary>Pairs the divisions still open that are <paramref name="frames"/> apart.</summary>
    public void PairAt(int frames)
    {
        foreach (var wrong in _false.ToArray())
        {
            foreach (var missed in Missed(_matching.Result.Frame(wrong) - frames).Concat(Missed(_matching.Result.Frame(wrong) + frames)))
            {
                if (!SameDivision(wrong, missed))
                    continue;
                _false.Remove(wrong);
                _missed.Remove(missed);
                _right++;
                break;
            }
        }
    }

    private void Classify(int node)
    {
        var found = _matching.ResultOf(node);
        if (found == TrackGraph.None || !_matching.Result.Divides(found))
            _missed.Add(node);
        else if (_matching.HasLink(_matching.Truth.FirstChild(node)) && _matching.HasLink(_matching.Truth.SecondChild(node)))
            _right++;
        else
            _wrongChildren++;
    }

    /// <summary>A sparse truth says that a cell does not divide only where it follows that cell on.</summary>
    private bool IsFalse(int truthNode, bool sparse)
    {
        if (truthNode == TrackGraph.None)
            return !sparse;
        return !_matching.Truth.Divides(truthNode) && (!sparse || _matching.Truth.FirstChild(truthNode) != TrackGraph.None);
    }

    private IEnumerable<int> Missed(int frame)
    {
        var nodes = _matching.Truth.NodesIn(frame);
        return nodes.Start.Value == nodes.End.Value ? [] : _missed.GetViewBetween(nodes.Start.Value, nodes.End.Value - 1).ToArray();
    }

    private bool SameDivision(int wrong, int missed)
    {
        var (truth, result) = (_matching.Truth, _matching.Result);
        return result.Frame(wrong) < truth.Frame(missed)
            ? SameCells(result, wrong, truth, missed, _matching.TruthOf)
            : SameCells(truth, missed, result, wrong, _matching.ResultOf);
    }

    /// <summary>
    /// Whether the mother is the same cell in both graphs at the earlier division, and both daughters of that division, followed to
    /// their first matched node before they divide in turn, descend from her in the other graph.
    /// </summary>
    private static bool SameCells(TrackGraph early, int division, TrackGraph late, int lateDivision, Func<int, int> counterpart)
    {
        var mother = Walk.BackTo(late, lateDivision, early.Frame(division));
        return mother != TrackGraph.None
            && counterpart(division) == mother
            && Descends(early.FirstChild(division))
            && Descends(early.SecondChild(division));

        bool Descends(int daughter)
        {
            while (daughter != TrackGraph.None && counterpart(daughter) == TrackGraph.None)
                daughter = early.Divides(daughter) ? TrackGraph.None : early.FirstChild(daughter);
            return daughter != TrackGraph.None && Walk.BackTo(late, counterpart(daughter), late.Frame(mother)) == mother;
        }
    }
}
