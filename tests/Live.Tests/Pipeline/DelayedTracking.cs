using System.Numerics.Tensors;
using Cellect.Model.Detections;
using Cellect.Model.Tracks;

namespace Cellect.Live.Tests.Pipeline;

/// <summary>A model that describes a volume when the next one has come. It "finds" one cell, whose column is the volume's first
/// voxel.</summary>
internal sealed class DelayedTracking : INetworkTracking
{
    private ushort? _waiting;

    /// <summary>A first voxel at which the model fails.</summary>
    public int FailAt { get; init; } = -1;

    /// <summary>A first voxel of which the model cannot link the cells.</summary>
    public int FailLinkAt { get; init; } = -1;

    /// <summary>A first voxel from which on there is no graphics card any more.</summary>
    public int CardFailsAt { get; init; } = int.MaxValue;

    /// <inheritdoc/>
    string? INetworkTracking.CardFailure => _waiting >= CardFailsAt ? "CUDA error: device lost" : null;

    public void Reset() => _waiting = null;

    public DetectedFrame? Detect<T>(ReadOnlyTensorSpan<T> volume, VoxelGeometry geometry)
        where T : unmanaged
    {
        var value = (ushort)(object)volume[0, 0, 0];
        if (value == FailAt)
            throw new InvalidOperationException($"cannot see {value}");
        var found = _waiting is { } waiting ? Found(waiting) : null;
        _waiting = value;
        return found;
    }

    public DetectedFrame? Finish()
    {
        var found = _waiting is { } waiting ? Found(waiting) : null;
        _waiting = null;
        return found;
    }

    public (LinkedCell[] Cells, DivisionEvent[] Divisions) Link(DetectedFrame frame, int timeStep) =>
        frame.Cells[0].X == FailLinkAt
            ? throw new InvalidOperationException($"cannot link {FailLinkAt}")
            : ([new LinkedCell(1, -1, 0, 1, 0)], []);

    public void Dispose() { }

    private static DetectedFrame Found(ushort value) =>
        new([new Detection(0, 0, value, 1, 1, Daughter: 0, BackZ: 0, BackY: 0, BackX: 0)], [], new VoxelGeometry(1, 1, 1), null);
}
