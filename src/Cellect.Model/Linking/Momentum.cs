using Cellect.Model.Detections;

namespace Cellect.Model.Linking;

/// <summary>How cells moved on their way to a frame: what moves by itself tends to go on as it did.</summary>
/// <param name="Velocity">[cell, axis] voxels of x per time point, isotropic; 0 where it is not known.</param>
/// <param name="Continued">[cell] frames over which it has gone on one to one; 0, and no velocity, for cells that are new, have just been
/// born, or were missed in the frame before.</param>
internal sealed record Momentum(float[] Velocity, int[] Continued)
{
    /// <summary>Of cells of which nothing is known.</summary>
    public static Momentum Unknown(int cells) => new(new float[3 * cells], new int[cells]);

    /// <summary>Of the cells of a frame that has been linked.</summary>
    /// <param name="now">The frame.</param>
    /// <param name="old">What its cells may have come from.</param>
    /// <param name="parents">For each cell the index of its origin, or -1.</param>
    /// <param name="timeStep">Time points between the frames, at least 1.</param>
    /// <param name="more">Remembered cells that follow, of which nothing is known.</param>
    /// <param name="repeated">The frame shows what the one before did: cells keep their motion.</param>
    public static Momentum Of(DetectedFrame now, Origins old, ReadOnlySpan<int> parents, int timeStep, int more, bool repeated = false)
    {
        var result = Unknown(now.Cells.Length + more);
        var (places, before) = (IsotropicCentres.Of(now), IsotropicCentres.Of(old.Frame));
        var children = new int[old.Frame.Cells.Length];
        foreach (var parent in parents)
            if (parent >= 0)
                children[parent]++;
        for (var cell = 0; cell < parents.Length; cell++)
        {
            var parent = parents[cell];
            if (parent < 0 || children[parent] > 1 || old.Missed[parent] > 0)
                continue;
            if (repeated)
            {
                result.Continued[cell] = old.Momentum.Continued[parent];
                old.Momentum.Velocity.AsSpan(3 * parent, 3).CopyTo(result.Velocity.AsSpan(3 * cell, 3));
                continue;
            }

            result.Continued[cell] = old.Momentum.Continued[parent] + 1;
            for (var axis = 0; axis < 3; axis++)
                result.Velocity[3 * cell + axis] = (places[3 * cell + axis] - before[3 * parent + axis]) / timeStep;
        }

        return result;
    }
}
