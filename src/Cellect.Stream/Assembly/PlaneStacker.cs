using Cellect.Data.Pixels;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Assembly;

/// <summary>
/// Gives slices their place in a volume where a dialect knows of slices only. How many a volume has is an option, or what the first time
/// point shows: its slices are put aside until the second one begins. One thread, one series.
/// </summary>
/// <param name="planes">Slices of a volume; 0: find out.</param>
/// <param name="mostBytes">Most bytes put aside.</param>
internal sealed class PlaneStacker(int planes, long mostBytes)
{
    private readonly int _told = planes;
    private readonly List<(PlaneMessage Plane, byte[] Pixels)> _first = [];
    private readonly Dictionary<int, int> _counted = [];
    private int _depth = planes;
    private long _bytes;

    /// <summary>Takes a slice.</summary>
    /// <param name="image">A slice whose volume's extent along z is unknown, or a volume of one slice that may be one.</param>
    /// <param name="parts">Its pixels.</param>
    /// <param name="ready">Gets the slices, or volumes, that can go on.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Malformed? Take(ImageMessage image, IPartSource parts, List<Reading> ready)
    {
        if (image is not PlaneMessage { Shape.Z: 0 } plane)
        {
            ready.Add(new Reading(image is VolumeMessage { Shape.Z: 1 } slice && _told > 1 ? Count(slice) : image, parts));
            return null;
        }

        if (_depth == 0 && !IsSecond(plane))
            return PutAside(plane, parts);
        Release(ready);
        if (plane.Z >= _depth)
            return new Malformed(
                MalformedReason.BadValue,
                $"z is {plane.Z}, and a volume has {_depth} "
                    + $"slices{(_told > 0 ? " (Ingest:Planes)" : ", as the first time point shows; set Ingest:Planes")}",
                image.Series,
                plane.T,
                plane.C
            );
        ready.Add(new Reading(Whole(plane), parts));
        return null;
    }

    /// <summary>Nothing more comes: the first time point was the only one.</summary>
    public void Flush(List<Reading> ready)
    {
        if (_first.Count > 0 && _depth == 0)
            Release(ready);
    }

    // Without indices slices are counted, each channel by itself.
    private PlaneMessage Count(VolumeMessage slice)
    {
        var at = slice.T >= 0 ? slice.T : _counted[slice.C] = _counted.GetValueOrDefault(slice.C, -1) + 1;
        return new PlaneMessage
        {
            Series = slice.Series,
            Seq = slice.Seq,
            T = at / _told,
            C = slice.C,
            Z = at % _told,
            Shape = slice.Shape with { Z = _told },
            Type = slice.Type,
            IsSigned = slice.IsSigned,
            IsBigEndian = slice.IsBigEndian,
            VoxelMicrometres = slice.VoxelMicrometres,
            ExposureEndNs = slice.ExposureEndNs,
            OriginMicrometres = slice.OriginMicrometres,
            Compression = slice.Compression,
            Meta = slice.Meta,
        };
    }

    private bool IsSecond(PlaneMessage plane) => _first.Count > 0 && plane.T != _first[0].Plane.T;

    private Malformed? PutAside(PlaneMessage plane, IPartSource parts)
    {
        var pixels = parts.HasMore ? parts.Next().ToArray() : [];
        _bytes += pixels.Length;
        if (_bytes > mostBytes)
            return new Malformed(
                MalformedReason.TooLarge,
                $"the first time point has more than {mostBytes} bytes of slices; set Ingest:Planes to the slices of a volume"
            );
        _first.Add((plane, pixels));
        return null;
    }

    private void Release(List<Reading> ready)
    {
        if (_depth == 0)
            foreach (var (plane, _) in _first)
                _depth = Math.Max(_depth, plane.Z + 1);
        foreach (var (plane, pixels) in _first)
            ready.Add(new Reading(Whole(plane), new Part(pixels)));
        _first.Clear();
        _bytes = 0;
    }

    private PlaneMessage Whole(PlaneMessage plane) => plane with { Shape = plane.Shape with { Z = _depth } };
}
