using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>A track with two or more children, which ends in a frame. One child alone continues a track after a gap.</summary>
internal sealed record CtcDivision(int Parent, int Frame, IReadOnlyList<int> Children)
{
    public static IReadOnlyList<CtcDivision> Of(IReadOnlyList<CtcTrack> tracks)
    {
        var endOf = tracks.ToDictionary(track => track.Label, track => track.End);
        return
        [
            .. tracks
                .Where(track => track.Parent != 0)
                .GroupBy(track => track.Parent)
                .Where(children => children.Count() > 1)
                .Select(children => new CtcDivision(children.Key, endOf[children.Key], [.. children.Select(child => child.Label)]))
                .OrderBy(division => division.Parent),
        ];
    }
}
