using System.Globalization;
using System.Numerics.Tensors;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Model.Detections;
using Cellect.Stream;
using Cellect.Stream.Sources;

namespace Cellect.Lab.Training;

/// <summary>A user's frames and annotation for training: the bridge between Stream's sources and Model's training.</summary>
internal static class OwnFrames
{
    // Float images of any range get this many steps above their least value; training normalises each frame anyhow.
    private const float FloatSteps = 60_000;

    // A radius off by more than this is worth a word.
    private const float MostOff = 1.5f;

    /// <summary>Reads the source once and keeps the frames that are needed in the scratch file.</summary>
    /// <param name="request">What the user named.</param>
    /// <param name="scratch">Scratch file.</param>
    /// <param name="log">Receives what was found.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static (FrameStore Store, AnnotatedSeries Series) Open(
        OwnFramesRequest request,
        string scratch,
        Action<string> log,
        CancellationToken cancel
    )
    {
        using var source = VolumeSources.Open(request.Source, request.Voxel);
        var voxel = source.VoxelMicrometres ?? throw new FormatException(SourceDescription.NoVoxelSize(source.Name));
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        var points = request.Corrections
            ? Corrected(request, source)
            : Annotation.Read(request.Points, geometry, request.ZScale, source.Shape);
        var frames = new AnnotatedFrames(points, source.Frames, request.Followed, request.Dense && points.Any(p => p.Parent >= 0));
        CheckPlaces(points, source.Shape, request.Points);
        var store = new FrameStore(scratch, source.Shape.Z, source.Shape.Y, source.Shape.X);
        try
        {
            Fill(store, source, Channel(request, source), frames.Needed, cancel);
            if (frames.Trained.Concat(frames.Held).FirstOrDefault(t => !store.Has(t), -1) is var missing and >= 0)
                throw new InvalidDataException(
                    $"frame {missing} is annotated, but its image cannot be read; repair it or take its cells out of {request.Points}"
                );
            // What a model found in frames that nobody needs is nothing to keep.
            var series = new AnnotatedSeries(
                store,
                frames,
                [.. points.Where(p => store.Has(p.T))],
                geometry,
                request.Dense,
                request.Radius
            );
            log(source.Description);
            log(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Told(points)} of radius {series.Radius:0.0} voxels of x; trained on frames "
                        + $"{Text(frames.Trained)}, held out {Text(frames.Held)}"
                )
            );
            if (series.Radius / series.Measured is > MostOff or < 1 / MostOff)
                log(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"warning: the cells' radius is given as {series.Radius:0.0} voxels of x, but in the images "
                            + $"brightness falls half way at "
                            + $"{series.Measured:0.0}; a wrong radius teaches wrong sizes: mend the table, or leave --radius out"
                    )
                );
            return (store, series);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The corrected tracks of a recording; the images must be those that it was made from.</summary>
    private static IReadOnlyList<AnnotatedPoint> Corrected(OwnFramesRequest request, IVolumeSource source)
    {
        if (RecordedTracks.Header(request.Points)?.Shape is { } tracked && tracked != source.Shape)
            throw new InvalidDataException(
                $"'{request.Points}' was tracked in volumes of {tracked} voxels (z, y, x), but {request.Source} has {source.Shape}; name "
                    + "the images that it was tracked from with --data"
            );
        return CorrectedAnnotation.Read(request.Points, request.Dense, request.Population);
    }

    private static string Told(IReadOnlyList<AnnotatedPoint> points)
    {
        var absent = points.Count(p => p.IsAbsent);
        var certain = points.Count(p => p.IsCertain) - absent;
        return certain + absent == points.Count && absent == 0
            ? $"{points.Count} annotated cells"
            : $"{certain} confirmed cells, {absent} places without one, {points.Count - certain - absent} cells that nobody touched,";
    }

    private static void CheckPlaces(IReadOnlyList<AnnotatedPoint> points, VolumeShape shape, string table)
    {
        foreach (var point in points)
        {
            Check("z", point.Z, shape.Z, "slices");
            Check("y", point.Y, shape.Y, "rows");
            Check("x", point.X, shape.X, "columns");

            void Check(string axis, float at, int length, string what)
            {
                // Half a voxel outwards is still within the outermost one.
                if (!(at >= -0.5f && at < length + 0.5f))
                    throw new InvalidDataException(
                        FormattableString.Invariant(
                            $"{table}: {axis} of cell {point.Id} in frame {point.T} is {at}, but the images have {what} 0 to {length - 1}; "
                        ) + "are the positions in voxels?"
                    );
            }
        }
    }

    /// <summary>The channel that is trained on, where the images have several.</summary>
    private static int? Channel(OwnFramesRequest request, IVolumeSource source) =>
        source.IsOneChannel || !request.Corrections ? null : request.Population ?? new RecordingReader(request.Points).FirstPopulation;

    private static void Fill(FrameStore store, IVolumeSource source, int? channel, IReadOnlySet<int> needed, CancellationToken cancel)
    {
        var last = needed.Max();
        foreach (var volume in source.Read("training", new VolumePool(), cancel))
            using (volume)
            {
                if (needed.Contains(volume.Header.T) && (channel ?? volume.Header.C) == volume.Header.C)
                    store.Add(volume.Header.T, Counts(volume));
                // Other channels of the last time point may come before its own.
                if (volume.Header.T > last || (volume.Header.T == last && store.Has(last)))
                    return;
            }
    }

    private static ReadOnlySpan<ushort> Counts(Volume volume)
    {
        if (volume.Header.Type == VoxelType.UInt16)
            return volume.AsSpan<ushort>();
        var result = new ushort[volume.Header.Shape.Z * volume.Header.Shape.Y * volume.Header.Shape.X];
        if (volume.Header.Type == VoxelType.UInt8)
        {
            TensorPrimitives.ConvertChecked<byte, ushort>(volume.AsSpan<byte>(), result);
            return result;
        }

        var values = volume.AsSpan<float>();
        float least = float.MaxValue,
            most = float.MinValue;
        foreach (var v in values)
            if (float.IsFinite(v) && v != 0)
                (least, most) = (MathF.Min(least, v), MathF.Max(most, v));
        for (var i = 0; i < result.Length; i++)
            result[i] =
                float.IsFinite(values[i]) && values[i] != 0
                    ? (ushort)(1 + (values[i] - least) / MathF.Max(most - least, float.Epsilon) * FloatSteps)
                    : (ushort)0;
        return result;
    }

    private static string Text(IReadOnlyList<int> frames) => string.Join(' ', frames);
}
