using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Tracks;

namespace Cellect.Model.Networks.Cellect2025;

/// <summary>
/// The whole published model. It reads volumes t and t+1 to describe the cells of volume t, and so is one volume late; the last volume of a
/// series is read against itself. Carries from frame to frame the newest volume, the cells of the frame before, and the tracker.
/// </summary>
internal sealed class Cellect2025Tracking : INetworkTracking
{
    private readonly CardOrProcessor<Cellect2025Detector> _detector;
    private readonly ICellect2025Matcher _matcher;
    private readonly Cellect2025Options _options;
    private readonly Cellect2025Linker _linker;
    private readonly Tracker _tracker = new();
    private Cellect2025Volume? _waiting;
    private Step? _found,
        _before;

    /// <param name="detector">Owned.</param>
    /// <param name="matcher">Owned.</param>
    /// <param name="options">What can be chosen.</param>
    public Cellect2025Tracking(CardOrProcessor<Cellect2025Detector> detector, ICellect2025Matcher matcher, Cellect2025Options options)
    {
        (_detector, _matcher, _options) = (detector, matcher, options);
        _linker = new Cellect2025Linker(matcher, options);
    }

    /// <summary>A frame with its groups.</summary>
    private sealed record Step(Cellect2025Frame Frame, Cellect2025Groups Groups);

    /// <inheritdoc/>
    public void Reset()
    {
        _waiting?.Dispose();
        (_waiting, _found, _before) = (null, null, null);
        _tracker.Reset();
    }

    /// <inheritdoc/>
    public DetectedFrame? Detect<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
        where T : unmanaged
    {
        var next = Cellect2025Volume.From(volume, geometry, _options.Rescale);
        try
        {
            var frame = _waiting is null ? null : Detect(_waiting, next);
            _waiting?.Dispose();
            _waiting = next;
            return frame;
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public DetectedFrame? Finish()
    {
        if (_waiting is null)
            return null;
        using var last = _waiting;
        _waiting = null;
        return Detect(last, last);
    }

    /// <inheritdoc/>
    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep)
    {
        var found = _found ?? throw new InvalidOperationException("no frame waits to be linked; call Detect first");
        var links = new Link[found.Groups.Cells.Length];
        Array.Fill(links, new Link(-1, 1, 0));
        if (_before is { } before)
            links = _linker.Link(before.Frame, before.Groups, found.Frame, found.Groups);
        (_before, _found) = (found, null);
        var (cells, divisions) = _tracker.Advance(links);
        return (Array.ConvertAll(cells, cell => cell with { Score = frame.Cells[cell.Detection].Score }), divisions);
    }

    /// <inheritdoc/>
    string INetworkTracking.Device => _detector.Device;

    /// <inheritdoc/>
    string? INetworkTracking.CardFailure => _detector.Failure;

    /// <inheritdoc/>
    void INetworkTracking.NumberAfter(int lastTrack) => _tracker.Resume([], 0, lastTrack + 1);

    /// <inheritdoc/>
    public void Dispose()
    {
        _waiting?.Dispose();
        _detector.Dispose();
        _matcher.Dispose();
    }

    private DetectedFrame Detect(Cellect2025Volume first, Cellect2025Volume second)
    {
        var (frame, foreground) = _detector.Run(network => network.Detect(first, second));
        var groups = Cellect2025Groups.Of(frame, _matcher, isFirst: _before is null);
        _found = new Step(frame, groups);
        return new DetectedFrame(Array.ConvertAll(groups.Cells, cell => Cell(frame[cell])), [], frame.Geometry, foreground);
    }

    /// <summary>The network tells of daughters in the volume that follows, not in this one: of this one's birth it says nothing.</summary>
    private static Detection Cell(Cellect2025Frame.Found found) =>
        new(found.Slice, found.Row, found.Column, Math.Max(found.Size, 1), found.Score, Daughter: 0, BackZ: 0, BackY: 0, BackX: 0);
}
