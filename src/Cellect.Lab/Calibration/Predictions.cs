using Cellect.Model.Calibration;
using Cellect.Model.Linking;

namespace Cellect.Lab.Calibration;

/// <summary>What a model said, and whether it was right; kinds as in <see cref="ModelCalibration"/>.</summary>
internal sealed class Predictions
{
    /// <summary>Nearly all cells are no daughters and said to be none: below this a probability of division is not judged, or any network
    /// would look calibrated.</summary>
    public const float LeastDivision = 0.05f;

    public List<(float Probability, bool Right)> Detections { get; } = [];

    public List<(float Probability, bool Right)> Links { get; } = [];

    public List<(float Probability, bool Right)> Appearances { get; } = [];

    public List<(float Probability, bool Right)> Divisions { get; } = [];

    /// <summary>The kinds by name.</summary>
    public IEnumerable<(string Name, List<(float Probability, bool Right)> Values)> Kinds =>
        [("detections", Detections), ("links", Links), ("appearances", Appearances), ("divisions", Divisions)];

    /// <summary>The calibration under which all of them are most likely.</summary>
    public ModelCalibration Fit() => new(PlattFit.Of(Detections), PlattFit.Of(Links), PlattFit.Of(Appearances), PlattFit.Of(Divisions));

    /// <summary>The same predictions as a calibrated model would have made them.</summary>
    public Predictions Under(ModelCalibration calibration)
    {
        var result = new Predictions();
        Map(Detections, calibration.Detection, result.Detections);
        Map(Links, calibration.Link, result.Links);
        Map(Appearances, calibration.Appearance, result.Appearances);
        Map(Divisions, calibration.Division, result.Divisions);
        result.Divisions.RemoveAll(p => p.Probability < LeastDivision);
        return result;
    }

    private static void Map(List<(float Probability, bool Right)> from, ProbabilityMap map, List<(float Probability, bool Right)> to) =>
        to.AddRange(from.Select(p => (map.Of(p.Probability), p.Right)));
}
