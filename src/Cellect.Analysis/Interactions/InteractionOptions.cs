namespace Cellect.Analysis.Interactions;

/// <summary>When two cells touch, and when the one has taken the other.</summary>
/// <param name="ContactMicrometres">They touch when their surfaces are at most so far apart, µm.</param>
/// <param name="ContactFrames">And it has held for so many frames; they have parted when the contrary has.</param>
/// <param name="EngulfedFrames">The smaller one is engulfed when its centre has lain inside the larger one for so many frames.</param>
/// <param name="TogetherRadii">And the two have moved together: from the first of these frames on the place of the one in the other has
/// changed by no more than so many radii of the larger.</param>
internal sealed record InteractionOptions(
    double ContactMicrometres = 1,
    int ContactFrames = 2,
    int EngulfedFrames = 3,
    double TogetherRadii = 0.5
);
