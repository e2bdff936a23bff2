using Cellect.Data.Csv;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>The Cell Tracking Challenge's measures of a result, by their official names.</summary>
public sealed class CtcScore
{
    private const int MaxTolerance = 3;

    /// <summary>Tolerance in frames of the branching correctness in BIO and OP_CLB, as for Fluo-N3DH-CE.</summary>
    private const int BioTolerance = 1;

    private readonly OrderedDictionary<string, double?> _values = [];

    private CtcScore() { }

    /// <summary>All measures in the order of a report; null where one is not defined, as SEG without a segmentation reference.</summary>
    public IReadOnlyDictionary<string, double?> Values => _values;

    /// <summary>Scores a result folder against a reference folder.</summary>
    /// <param name="referenceFolder">For instance <c>01_GT</c>, with <c>TRA</c> and, for SEG, <c>SEG</c>.</param>
    /// <param name="resultFolder">For instance <c>01_RES</c>.</param>
    /// <param name="progress">Told the share of the frames that have been read, 0 to 1.</param>
    /// <exception cref="InvalidInputException">A result that breaks the challenge's rules; the message names file and line.</exception>
    public static CtcScore Compute(string referenceFolder, string resultFolder, Action<double>? progress = null) =>
        Compute(CtcSequence.Load(referenceFolder, resultFolder, progress));

    internal static CtcScore Compute(CtcSequence sequence)
    {
        var score = new CtcScore();
        var graph = AcyclicGraphMatching.Match(sequence);
        score.AddTechnical(sequence, graph);
        score.AddBiological(sequence);
        score.AddOthers(sequence, graph);
        return score;
    }

    private double? Segmentation(CtcSequence sequence)
    {
        var objects = sequence.Segmentations.Sum(frame => frame.Reference.Length);
        return objects == 0 ? null : sequence.Segmentations.Sum(frame => frame.JaccardSum) / objects;
    }

    private void AddTechnical(CtcSequence sequence, AcyclicGraphMatching graph)
    {
        _values["DET"] = graph.Detection;
        _values["SEG"] = Segmentation(sequence);
        _values["TRA"] = graph.Tracking;
        _values["LNK"] = graph.Linking;
        _values["OP_CSB"] = Mean(_values["DET"], _values["SEG"]);
        _values["OP_CTB"] = Mean(_values["SEG"], _values["TRA"]);
        _values["AOGM"] = graph.Cost;
        _values["AOGM_0"] = graph.EmptyCost;
        _values["AOGM_NS"] = graph.Splits;
        _values["AOGM_FN"] = graph.Missed;
        _values["AOGM_FP"] = graph.False;
        _values["AOGM_ED"] = graph.ToDelete;
        _values["AOGM_EA"] = graph.ToAdd;
        _values["AOGM_EC"] = graph.ToChange;
        _values["DET_no_FP_penalty"] = graph.DetectionWithoutFalse;
    }

    private void AddBiological(CtcSequence sequence)
    {
        _values["CT"] = CompleteTracks.Compute(sequence);
        _values["TF"] = TrackFractions.Compute(sequence, stopAtComplete: true);
        _values["TF_any_order"] = TrackFractions.Compute(sequence, stopAtComplete: false);
        var branching = Enumerable.Range(0, MaxTolerance + 1).Select(i => BranchingCorrectness.Compute(sequence, i)).ToArray();
        for (var i = 0; i <= MaxTolerance; i++)
            _values[$"BC({i})"] = branching[i].F1;
        _values["CCA"] = CellCycleAccuracy.Compute(sequence.Reference, sequence.Result);
        for (var i = 0; i <= MaxTolerance; i++)
        {
            _values[$"BIO({i})"] = MeanOfAvailable(_values["CT"], _values["TF"], _values[$"BC({i})"], _values["CCA"]);
            _values[$"OP_CLB({i})"] = Mean(_values["LNK"], _values[$"BIO({i})"]);
        }
        _values["BIO"] = _values[$"BIO({BioTolerance})"];
        _values["OP_CLB"] = _values[$"OP_CLB({BioTolerance})"];
        _values["gt_divisions"] = branching[0].Right + branching[0].Missed;
        for (var i = 0; i <= MaxTolerance; i++)
            (_values[$"tp_div({i})"], _values[$"fp_div({i})"], _values[$"fn_div({i})"]) = (
                branching[i].Right,
                branching[i].False,
                branching[i].Missed
            );
    }

    private void AddOthers(CtcSequence sequence, AcyclicGraphMatching graph)
    {
        var table = new AssociationTable(sequence);
        _values["CHOTA"] = HigherOrderAccuracy.Chota(table);
        _values["HOTA"] = HigherOrderAccuracy.Hota(table);
        _values["MOTA"] = IdentityMeasures.Mota(sequence, graph);
        _values["IDF1"] = IdentityMeasures.Idf1(table);
        (_values["TP"], _values["FP"], _values["FN"]) = (graph.Matched, graph.False, graph.Missed);
        var rates = new Rates(graph.Matched, graph.False, graph.Missed);
        (_values["Precision"], _values["Recall"]) = (rates.Precision, rates.Recall);
    }

    private static double? Mean(double? a, double? b) => (a + b) / 2;

    private static double? MeanOfAvailable(params double?[] values) => values.Any(value => value is not null) ? values.Average() : null;
}
