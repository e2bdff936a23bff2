using System.Globalization;
using Cellect.Model.Linking;

namespace Cellect.Model.Calibration;

/// <summary>What the probabilities of a model mean; fitted on sequences that its matching networks did not learn from, and kept with the
/// weights.</summary>
/// <param name="Detection">Score of a detection: is it a cell?</param>
/// <param name="Link">Probability of a link: is it the link between two true cells?</param>
/// <param name="Appearance">Probability that a cell has no origin: is it so?</param>
/// <param name="Division">Probability that a cell was born by a division since the frame before: was it, to within one frame?</param>
internal sealed record ModelCalibration(ProbabilityMap Detection, ProbabilityMap Link, ProbabilityMap Appearance, ProbabilityMap Division)
{
    private const string Prefix = "calibration.";

    /// <summary>Of a model file that says nothing: what the networks say goes out as it is.</summary>
    public static ModelCalibration Identity { get; } =
        new(ProbabilityMap.Identity, ProbabilityMap.Identity, ProbabilityMap.Identity, ProbabilityMap.Identity);

    /// <summary>The links with what their probabilities mean.</summary>
    public Link[] Of(Link[] links) =>
        Array.ConvertAll(links, link =>
            link with
            {
                Probability = (link.Parent < 0 ? Appearance : Link).Of(link.Probability),
                Division = Division.Of(link.Division),
            }
        );

    /// <summary>Reads it from a model file's metadata.</summary>
    /// <exception cref="InvalidDataException">A map is damaged.</exception>
    public static ModelCalibration Read(IReadOnlyDictionary<string, string> metadata, string path) =>
        new(
            ReadMap(metadata, nameof(Detection), path),
            ReadMap(metadata, nameof(Link), path),
            ReadMap(metadata, nameof(Appearance), path),
            ReadMap(metadata, nameof(Division), path)
        );

    /// <summary>Puts it into a model file's metadata.</summary>
    public void Write(IDictionary<string, string> metadata)
    {
        foreach (
            var (name, map) in new[]
            {
                (nameof(Detection), Detection),
                (nameof(Link), Link),
                (nameof(Appearance), Appearance),
                (nameof(Division), Division),
            }
        )
            metadata[Key(name)] = string.Create(CultureInfo.InvariantCulture, $"{map.Slope:R} {map.Offset:R}");
    }

    private static ProbabilityMap ReadMap(IReadOnlyDictionary<string, string> metadata, string name, string path)
    {
        if (!metadata.TryGetValue(Key(name), out var text))
            return ProbabilityMap.Identity;
        var numbers = text.Split(' ');
        return numbers.Length == 2 && Number(numbers[0], out var slope) && slope > 0 && Number(numbers[1], out var offset)
            ? new ProbabilityMap(slope, offset)
            : throw new InvalidDataException(
                $"{path}: {Key(name)} is '{text}'; must be a slope above 0 and an offset: fit it anew with cellect "
                    + $"calibrate, or take the file from its source again"
            );
    }

    private static bool Number(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static string Key(string name) => Prefix + name.ToLowerInvariant();
}
