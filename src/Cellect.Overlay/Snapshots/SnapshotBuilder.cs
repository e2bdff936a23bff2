using System.Numerics;
using Cellect.Data.Images;
using Cellect.Data.Volumes;
using Cellect.Overlay.Settings;

namespace Cellect.Overlay.Snapshots;

/// <summary>Makes snapshots of drafts, on the thread that draws. Keeps working memory, and the newest image of each further
/// channel.</summary>
internal sealed class SnapshotBuilder(OverlayOptions options)
{
    private readonly TrackHistory _history = new(options);
    private readonly ImageBuilder _images = new(options);
    private readonly ImageChannel?[] _others = new ImageChannel?[NewestVolumes.OtherChannels];
    private string _series = "";

    /// <summary>Reduces the volume and follows the tracks back through the draft's frames.</summary>
    public OverlaySnapshot Build(SnapshotDraft draft)
    {
        var frame = draft.Frame;
        if (frame.Header.Series != _series)
            Array.Clear(_others);
        _series = frame.Header.Series;
        _history.Follow(draft.Recent, draft.Book);
        return new OverlaySnapshot
        {
            Series = frame.Header.Series,
            T = frame.Header.T,
            Shape = frame.Header.Shape,
            VoxelMicrometres = frame.Header.VoxelMicrometres,
            Channels = Images(draft.Volume),
            Populations = draft.Populations,
            Cells = _history.Cells(),
            Tails = _history.Tails(),
            Divisions = _history.Divisions(),
            Vanished = _history.Vanished(),
            TracksSoFar = draft.Tracks,
            DivisionsSoFar = draft.Divisions,
            ExposureEndNs = frame.Stamps.ExposureEndNs,
            BeganNs = draft.Book?.BeganNs ?? 0,
            SpeedUnit = _history.SpeedUnit,
        };
    }

    /// <summary>Takes what has come of the other channels.</summary>
    /// <returns>True when there was something, and <see cref="WithOthers"/> has something to add.</returns>
    public bool TakeOthers(NewestVolumes newest)
    {
        var any = false;
        for (var place = 0; place < NewestVolumes.OtherChannels; place++)
        {
            using var volume = newest.Take(place);
            if (volume is null || volume.Header.Series != _series)
                continue;
            _others[place] = _images.Build(volume);
            any = true;
        }

        return any;
    }

    /// <summary>A snapshot with the newest images of the other channels.</summary>
    public OverlaySnapshot WithOthers(OverlaySnapshot snapshot) =>
        snapshot.Channels.Length == 0
            ? snapshot
            : snapshot with
            {
                Channels = [snapshot.Channels[0], .. _others.OfType<ImageChannel>().OrderBy(channel => channel.Channel)],
            };

    /// <summary>A position in voxels as (x, y, z) in µm from the corner of the volume: the centre of voxel 0 lies half a voxel
    /// inside.</summary>
    internal static Vector3 ToMicrometres(float z, float y, float x, VoxelSize voxel) =>
        new((float)((x + 0.5) * voxel.X), (float)((y + 0.5) * voxel.Y), (float)((z + 0.5) * voxel.Z));

    private ImageChannel[] Images(Volume? volume) =>
        volume is null ? [] : [_images.Build(volume), .. _others.OfType<ImageChannel>().OrderBy(channel => channel.Channel)];
}
