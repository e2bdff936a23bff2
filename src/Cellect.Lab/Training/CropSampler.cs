using Cellect.Model.Networks;

namespace Cellect.Lab.Training;

/// <summary>
/// Cuts a random crop out of three time points of a sequence, turns and mirrors it, varies its contrast and noise, and paints
/// the targets. The crop gives two items: (second, first) and (third, later), newest volume first.
/// </summary>
internal sealed class CropSampler(TrainingOptions options, Random random)
{
    private const double FirstFrameShare = 0.08;
    private const double SkipShare = 0.3;

    /// <summary>Two items of <paramref name="batch"/>, the first at <paramref name="item"/>.</summary>
    public void Fill(TrainingSequence sequence, TrainingBatch batch, int item)
    {
        var times = PickTimes(sequence.Frames);
        var view = new CropView(random, sequence, options.CropDepth, options.CropSide);
        var voxels = times.Select(t => view.Cut(sequence.Volumes[t], Varied(sequence, t))).ToArray();
        AddNoise(voxels);

        var cells = times.Select(t => sequence.Cells[t].Select(view.Place).ToArray()).ToArray();
        for (var pair = 0; pair < 2; pair++)
        {
            batch.SetImages(item + pair, voxels[pair + 1], voxels[pair]);
            if (sequence.DarkUpTo is { } dark)
                batch.SuperviseOnly(item + pair, view.Dark(sequence.Volumes[times[pair + 1]], dark[times[pair + 1]]));
            batch.SetCells(item + pair, cells[pair + 1], cells[pair], Lineage(sequence, times[pair], times[pair + 1]), sequence);
            if (sequence.Absent is { } absent)
                batch.SetAbsent(item + pair, absent[times[pair + 1]].Select(view.Place), sequence.Geometry.Anisotropy);
        }
    }

    /// <summary>Three time points in order; the first two are the same where a series begins.</summary>
    private int[] PickTimes(int frames)
    {
        if (random.NextDouble() < FirstFrameShare)
        {
            var first = random.Next(frames - 1);
            return [first, first, first + 1];
        }

        int earlier = PickStride(frames - 2),
            later = PickStride(frames - 1 - earlier);
        var start = random.Next(frames - earlier - later);
        return [start, start + earlier, start + earlier + later];
    }

    /// <summary>Frames to the next one, 1 to 3 where there are as many: a slow microscope, a lost volume.</summary>
    private int PickStride(int most) => Math.Min(most, random.NextDouble() < SkipShare ? 2 + random.Next(2) : 1);

    /// <summary>For each cell at <paramref name="to"/>: its ancestor's index at <paramref name="from"/> (-1: none) and whether a division
    /// lies between.</summary>
    internal static (int Parent, bool Daughter)[] Lineage(TrainingSequence sequence, int from, int to)
    {
        var result = new (int Parent, bool Daughter)[sequence.Cells[to].Length];
        for (var i = 0; i < result.Length; i++)
        {
            var (index, daughter) = (i, false);
            for (var t = to; t > from && index >= 0; t--)
            {
                daughter |= sequence.Cells[t][index].Daughter;
                index = sequence.Cells[t][index].Parent;
            }

            result[i] = (index, daughter && index >= 0);
        }

        return result;
    }

    private Normalization Varied(TrainingSequence sequence, int t)
    {
        var exact = sequence.Normalizations?[t] ?? Normalization.Of<ushort>(sequence.Volumes[t]);
        var scale = exact.Scale * MathF.Exp((float)(random.NextDouble() * 1.2 - 0.6));
        return new Normalization(exact.Low + exact.Scale * (float)(random.NextDouble() * 0.08 - 0.05), scale);
    }

    private void AddNoise(float[][] voxels)
    {
        if (random.NextDouble() < 0.5)
            return;
        var amplitude = (float)(random.NextDouble() * 0.12);
        foreach (var volume in voxels.Distinct())
            for (var i = 0; i < volume.Length; i++)
                volume[i] += amplitude * (random.NextSingle() + random.NextSingle() - 1);
    }
}
