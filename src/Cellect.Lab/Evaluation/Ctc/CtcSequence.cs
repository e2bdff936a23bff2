using Cellect.Data.Csv;
using Cellect.Data.Ctc;

namespace Cellect.Lab.Evaluation.Ctc;

/// <summary>A reference and a result that were read, checked and matched.</summary>
internal sealed class CtcSequence
{
    public required IReadOnlyList<CtcTrack> Reference { get; init; }

    public required IReadOnlyList<CtcTrack> Result { get; init; }

    /// <summary>Matches with the tracking markers, for each frame.</summary>
    public required IReadOnlyList<CtcFrame> Frames { get; init; }

    /// <summary>Matches with each segmentation reference.</summary>
    public required IReadOnlyList<CtcFrame> Segmentations { get; init; }

    /// <exception cref="InvalidInputException">Files that are missing or contradict each other.</exception>
    public static CtcSequence Load(string referenceFolder, string resultFolder, Action<double>? progress = null)
    {
        var markers = CtcFolder.Reference(Path.Combine(referenceFolder, "TRA"));
        var masks = Masks(resultFolder, markers.Length);
        var referenceFile = Path.Combine(referenceFolder, "TRA", "man_track.txt");
        var resultFile = Path.Combine(resultFolder, "res_track.txt");
        var reference = CtcTrackFile.Read(referenceFile, markers.Length);
        var result = CtcTrackFile.Read(resultFile, markers.Length);
        var frames = new CtcFrame[markers.Length];
        for (var t = 0; t < frames.Length; t++)
        {
            frames[t] = MatchFrame(LabelImage.Read(markers[t]), LabelImage.Read(masks[t]));
            progress?.Invoke((t + 1.0) / frames.Length);
        }
        CtcPresence.Check(referenceFile, reference, Array.ConvertAll(frames, frame => frame.Reference), frame => markers[frame]);
        CtcPresence.Check(resultFile, result, Array.ConvertAll(frames, frame => frame.Result), frame => masks[frame]);
        return new CtcSequence
        {
            Reference = reference,
            Result = result,
            Frames = frames,
            Segmentations = [.. CtcFolder.Segmentations(Path.Combine(referenceFolder, "SEG")).Select(seg => MatchSegmentation(seg, masks))],
        };
    }

    private static string[] Masks(string folder, int count)
    {
        var masks = CtcFolder.Frames(folder, "mask");
        for (var frame = 0; frame < count; frame++)
            if (!masks.ContainsKey(frame))
                throw new InvalidInputException(
                    $"{Path.Combine(folder, $"mask{frame:D3}.tif")}: missing; the reference has frames 0 to {count - 1}"
                );
        return [.. masks.Values.Take(count)];
    }

    private static CtcFrame MatchFrame(LabelImage reference, LabelImage result)
    {
        if (reference.Shape != result.Shape)
            throw new InvalidInputException($"{result.Path}: {result.Shape} voxels, but {reference.Path} has {reference.Shape}");
        var overlap = new LabelOverlap();
        overlap.Add(reference.Labels, result.Labels);
        return overlap.Match();
    }

    private static CtcFrame MatchSegmentation((int Frame, int? Slice, string Path) seg, string[] masks)
    {
        if (seg.Frame >= masks.Length)
            throw new InvalidInputException($"{seg.Path}: frame {seg.Frame} is none of the {masks.Length} frames");
        var (reference, result) = (LabelImage.Read(seg.Path), LabelImage.Read(masks[seg.Frame]));
        if (seg.Slice is not { } z)
            return MatchFrame(reference, result);
        if (z >= result.Depth)
            throw new InvalidInputException($"{seg.Path}: slice {z} is none of the {result.Depth} slices of {result.Path}");
        return MatchFrame(reference, result with { Depth = 1, Labels = result.Slice(z).ToArray() });
    }
}
