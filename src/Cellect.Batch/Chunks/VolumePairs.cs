using Cellect.Batch.Plans;
using Cellect.Data.Ledger;
using Cellect.Data.Volumes;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources.Parts;

namespace Cellect.Batch.Chunks;

/// <summary>
/// The volumes of a chunk, each with the last usable one before it, brought to where the specimen is: a part of them, or all. Asked for in
/// the order of time, a volume is read once.
/// </summary>
/// <param name="plan">The plan.</param>
/// <param name="chunk">The chunk.</param>
/// <param name="parts">The source; not owned.</param>
/// <param name="survey">What is known of each volume; null: each is seen whole, and tells it itself.</param>
internal sealed class VolumePairs(BatchPlan plan, PlannedChunk chunk, VolumeParts parts, FrameFacts[]? survey) : IDisposable
{
    private (int T, VolumeBox Box, PreparedVolume Volume)? _kept;
    private byte[] _raw = [];

    /// <summary>What the network is to be shown of a time point.</summary>
    /// <param name="Facts">What is known of the volume.</param>
    /// <param name="Now">The volume; null where it cannot be used. Not the caller's.</param>
    /// <param name="Before">The one before, moved; null for the first. The caller's where <paramref name="OwnsBefore"/>.</param>
    /// <param name="OwnsBefore">Whether it is a moved copy.</param>
    /// <param name="Box">The voxels of the source that both hold.</param>
    internal sealed record Pair(FrameFacts Facts, PreparedVolume? Now, PreparedVolume? Before, bool OwnsBefore, VolumeBox Box) : IDisposable
    {
        public void Dispose()
        {
            if (OwnsBefore)
                Before?.Dispose();
        }
    }

    private PreparedVolume? _last;

    /// <summary>The volume of a time point, and the one before.</summary>
    public Pair At(int t)
    {
        var sampling = plan.SamplingAt(t);
        var box = survey is null ? VolumeBox.All(plan.VolumeShape) : sampling.Needs(plan.PartOf(chunk, sampling).Seen);
        _last?.Dispose();
        _last = null;
        var (now, state) = Load(t, box);
        if (now is null)
            return new Pair(new FrameFacts(t, state, default, default, false), null, null, false, box);
        var before = Before(t, box);
        var pair = Pairing(t, box, now, before);
        // The one before is needed until the network has seen it.
        (_last, _kept) = (_kept?.Volume, (t, box, now));
        return pair;
    }

    private Pair Pairing(int t, VolumeBox box, PreparedVolume now, (int T, PreparedVolume Volume)? before)
    {
        if (before is not { } last)
            return new Pair(new FrameFacts(t, null, default, default, false), now, null, false, box);
        var facts = survey?[t] ?? Facts(t, now, last.Volume);
        return facts.Shift == default
            ? new Pair(facts, now, last.Volume, false, box)
            : new Pair(facts, now, survey is null ? last.Volume.Moved(facts.Shift) : Moved(last.T, box, facts), true, box);
    }

    private FrameFacts Facts(int t, PreparedVolume now, PreparedVolume before)
    {
        var span = plan.ScaleAt(t);
        var shift = span.Cells < GlobalShift.FewestCells ? default : GlobalShift.Between(now, before, span.Radius);
        return new FrameFacts(t, null, default, shift, now.Repeats(before));
    }

    /// <summary>The last usable volume before a time point.</summary>
    private (int T, PreparedVolume Volume)? Before(int t, VolumeBox box)
    {
        if (_kept is { } kept && kept.Box == box)
            return (kept.T, kept.Volume);
        var newest = _kept?.T;
        _kept?.Volume.Dispose();
        _kept = null;
        for (var earlier = newest ?? t - 1; earlier >= 0; earlier--)
            if (Load(earlier, box).Volume is { } volume)
            {
                _kept = (earlier, box, volume);
                return (earlier, volume);
            }

        return null;
    }

    /// <summary>A part of a volume that has moved: what lies outside of the volume is background.</summary>
    private PreparedVolume Moved(int t, VolumeBox box, FrameFacts facts)
    {
        var there = box.Moved((-facts.Shift.Z, -facts.Shift.Y, -facts.Shift.X));
        var within = there.Within(VolumeBox.All(plan.VolumeShape));
        if (within.IsEmpty)
            return PreparedVolume.Background(there.Shape, plan.Geometry);
        using var read = Load(t, within).Volume
            ?? throw new InvalidDataException($"time point {t} of {plan.Source} could be read before and cannot now");
        return read.Within(within, there);
    }

    private (PreparedVolume? Volume, string? State) Load(int t, VolumeBox box) =>
        survey is null ? Load(t, box, null)
        : survey[t].Unusable is { } state ? (null, state)
        : Load(t, box, survey[t].Normalization);

    private (PreparedVolume? Volume, string? State) Load(int t, VolumeBox box, Normalization? normalization)
    {
        try
        {
            Read(t, box);
        }
        catch (Exception e) when (survey is null && Damage.IsLasting(e))
        {
            return (null, LedgerStates.Malformed);
        }

        if (normalization is null && VolumeContent.WhatIsWrong(Bytes(box), plan.Type) is not null)
            return (null, SurveyPass.Blank);
        return (PreparedVolume.From(Bytes(box), box.Shape, plan.Type, plan.Geometry, normalization), null);
    }

    private Span<byte> Bytes(VolumeBox box) => _raw.AsSpan(0, checked((int)(box.Shape.Voxels * plan.Type.Bytes())));

    private void Read(int t, VolumeBox box)
    {
        var bytes = checked((int)(box.Shape.Voxels * plan.Type.Bytes()));
        if (_raw.Length < bytes)
            _raw = GC.AllocateUninitializedArray<byte>(bytes);
        parts.Read(t, box, Bytes(box));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        _kept?.Volume.Dispose();
    }
}
