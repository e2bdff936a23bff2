using Cellect.Data.Volumes;

namespace Cellect.Stream.Assembly;

/// <summary>
/// Makes volumes of planes and brings whole volumes into line with them. Volumes of one channel come out in the order of
/// time: one that is done waits while an earlier one is still under assembly, never for one of which nothing came.
/// </summary>
/// <remarks>Not thread-safe: it belongs to the receiver's thread. All volumes of one channel have the same shape and type.</remarks>
internal sealed class VolumeAssembler(VolumePool pool, AssemblyOptions options, TimeProvider time) : IDisposable
{
    private readonly List<OpenVolume> _open = [];
    private readonly Queue<Assembled> _finished = [];
    private readonly Dictionary<int, int> _lastT = [];

    /// <summary>Volumes under assembly or waiting for an earlier one.</summary>
    public int Open => _open.Count;

    /// <summary>Whether a whole volume is wanted. If so, fill one and <see cref="Add"/> it.</summary>
    public Admission AdmitVolume(int t, int c)
    {
        if (IsPast(t, c))
            return Admission.Late;
        return Find(t, c) is { Done: true } ? Admission.Duplicate : Admission.Wanted;
    }

    /// <summary>Whether the volume has been begun: it takes no further memory.</summary>
    public bool IsBegun(int t, int c) => Find(t, c) is not null;

    /// <summary>Gives up the earliest volume that is not complete, to have its memory.</summary>
    /// <param name="t">Time point of the volume that needs it: a later one of its channel is not given up.</param>
    /// <param name="c">Its channel.</param>
    /// <returns>False when there is none.</returns>
    public bool TryGiveUpEarliest(int t, int c)
    {
        if (EarliestAwaited() is not { } earliest || (earliest.Header.C == c && earliest.Header.T >= t))
            return false;
        GiveUp(earliest);
        return true;
    }

    /// <summary>Takes a whole volume over, in place of planes of it that came before.</summary>
    public void Add(Volume volume)
    {
        var header = volume.Header;
        if (Find(header.T, header.C) is { } begun)
            Forget(begun);
        var planes = new PlaneSet(1);
        planes.Add(0);
        _open.Add(new OpenVolume(volume, planes) { Done = true });
        Release();
        while (_open.Count > options.MaxOpenVolumes && EarliestAwaited() is { } earliest)
            GiveUp(earliest);
    }

    /// <summary>Whether a plane is wanted. If so, fill <paramref name="voxels"/>, then call <see cref="SetPlane"/>.</summary>
    /// <param name="header">Header of the volume that the plane belongs to.</param>
    /// <param name="z">The slice.</param>
    /// <param name="voxels">The slice's place in the volume; its content does not count until <see cref="SetPlane"/>.</param>
    public Admission AdmitPlane(VolumeHeader header, int z, out Span<byte> voxels)
    {
        voxels = default;
        if (IsPast(header.T, header.C))
            return Admission.Late;
        var open = Find(header.T, header.C);
        if (open is not null && (open.Done || open.Planes.Contains(z)))
            return Admission.Duplicate;
        if (open is null && !TryMakeRoom(header))
            return Admission.Late;
        open ??= Begin(header);
        voxels = open.Plane(z);
        return Admission.Wanted;
    }

    /// <summary>Counts a plane as there.</summary>
    /// <param name="header">Header with the clocks of this message; the volume keeps the latest.</param>
    /// <param name="z">The slice.</param>
    public void SetPlane(VolumeHeader header, int z)
    {
        var open = Find(header.T, header.C)
            ?? throw new InvalidOperationException(
                $"plane {z} of volume t={header.T} c={header.C} was not admitted; call AdmitPlane first"
            );
        open.Planes.Add(z);
        open.Header = header with
        {
            Seq = Math.Max(open.Header.Seq, header.Seq),
            ExposureEndNs = Math.Max(open.Header.ExposureEndNs, header.ExposureEndNs),
        };
        open.LastHeard = time.GetTimestamp();
        if (open.Planes.Missing > 0)
            return;
        open.Done = true;
        Release();
    }

    /// <summary>Gives up what has waited too long for its next plane.</summary>
    public void CheckTimeouts()
    {
        var limit = TimeSpan.FromSeconds(options.PlaneTimeoutSeconds);
        foreach (var open in _open)
            if (!open.Done && time.GetElapsedTime(open.LastHeard) >= limit)
                open.Done = true;
        Release();
    }

    /// <summary>Gives up everything that is not complete: nothing more will come.</summary>
    public void Finish()
    {
        foreach (var open in _open)
            open.Done = true;
        Release();
    }

    /// <summary>The next volume that is complete or given up.</summary>
    public bool TryTake(out Assembled assembled) => _finished.TryDequeue(out assembled);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var open in _open)
            open.Volume.Dispose();
        _open.Clear();
        while (_finished.TryDequeue(out var assembled))
            assembled.Volume?.Dispose();
    }

    private bool IsPast(int t, int c) => _lastT.TryGetValue(c, out var last) && t <= last;

    private OpenVolume? Find(int t, int c)
    {
        foreach (var open in _open)
            if (open.Header.T == t && open.Header.C == c)
                return open;
        return null;
    }

    private OpenVolume Begin(VolumeHeader header)
    {
        var open = new OpenVolume(pool.Rent(header), new PlaneSet(header.Shape.Z)) { LastHeard = time.GetTimestamp() };
        _open.Add(open);
        return open;
    }

    private void Forget(OpenVolume open)
    {
        _open.Remove(open);
        open.Volume.Dispose();
    }

    private bool TryMakeRoom(VolumeHeader header)
    {
        while (_open.Count >= options.MaxOpenVolumes && EarliestAwaited() is { } earliest)
        {
            // Giving up a later one to begin an earlier one would bring the earlier one out of order.
            if (earliest.Header.C == header.C && earliest.Header.T > header.T)
                return false;
            GiveUp(earliest);
        }

        // What waited behind the one given up may have been later than this one.
        return !IsPast(header.T, header.C);
    }

    private OpenVolume? EarliestAwaited()
    {
        OpenVolume? earliest = null;
        foreach (var open in _open)
            if (!open.Done && (earliest is null || open.Header.T < earliest.Header.T))
                earliest = open;
        return earliest;
    }

    private void GiveUp(OpenVolume open)
    {
        open.Done = true;
        Release();
    }

    /// <summary>Moves what is done and has no earlier one of its channel before it to the finished ones.</summary>
    private void Release()
    {
        while (NextDone() is { } open)
        {
            _open.Remove(open);
            _lastT[open.Header.C] = open.Header.T;
            _finished.Enqueue(Conclude(open));
        }
    }

    private OpenVolume? NextDone()
    {
        foreach (var candidate in _open)
            if (candidate.Done && IsEarliestOfItsChannel(candidate))
                return candidate;
        return null;
    }

    private bool IsEarliestOfItsChannel(OpenVolume candidate)
    {
        foreach (var other in _open)
            if (other.Header.C == candidate.Header.C && other.Header.T < candidate.Header.T)
                return false;
        return true;
    }

    private Assembled Conclude(OpenVolume open)
    {
        var missing = open.Planes.Missing;
        if (missing == open.Planes.Count || (missing > 0 && options.Incomplete == IncompletePolicy.Discard))
        {
            open.Volume.Dispose();
            return new Assembled(null, open.Header.T, open.Header.C, missing, open.Planes.Count);
        }

        open.ZeroMissingPlanes();
        var volume = open.Volume.WithHeader(
            open.Header with
            {
                AssembledNs = time.UtcNanoseconds(),
                Incomplete = missing > 0,
                MissingPlanes = missing > 0 ? open.Planes.Absent() : null,
            }
        );
        return new Assembled(volume, open.Header.T, open.Header.C, missing, open.Planes.Count);
    }
}
