using System.Diagnostics.CodeAnalysis;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;

namespace Cellect.Model;

/// <summary>
/// A model in use: volumes in, tracked frames out, in the order of time. A network may need later volumes to describe an earlier one; until
/// then the volume waits here. A volume that the network fails on is given back with the reason, and the series goes on. Use it from one
/// thread.
/// </summary>
/// <param name="network">The network; owned.</param>
/// <param name="time">Clock of the stamps.</param>
/// <param name="waits">Frames are held back until their divisions are confirmed, where the network confirms them.</param>
internal sealed class TrackingModel(INetworkTracking network, TimeProvider time, bool waits = false) : IDisposable
{
    private static readonly FinishedFrame[] None = [];

    // Taken by the network and not yet described, oldest first; owned.
    private readonly Queue<Volume> _waiting = [];
    private readonly ConfirmedFrames<FinishedFrame>? _confirmed = waits ? new() : null;
    private int _lastT = -1;

    /// <summary>Opens a model file, whichever network it holds.</summary>
    /// <param name="path">A safetensors file that <c>cellect train</c> or <c>cellect import</c> wrote.</param>
    /// <param name="detector">Detection options.</param>
    /// <param name="linker">Linking options of the live network.</param>
    /// <param name="cellect2025">Options of the network of 2025.</param>
    /// <param name="time">Clock of the stamps.</param>
    /// <param name="numbers">Where track ids come from, where several models share them; null: the model's own.</param>
    /// <param name="waits">Frames are held back until their divisions are confirmed.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network, or to one that cannot share track
    /// ids.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The model owns its network.")]
    public static TrackingModel Open(
        string path,
        DetectorOptions detector,
        LinkerOptions linker,
        Cellect2025Options cellect2025,
        TimeProvider time,
        TrackNumbers? numbers = null,
        bool waits = false
    ) => new(OpenNetwork(path, detector, linker, cellect2025, numbers), time, waits && linker.Confirm);

    /// <summary>Where the network runs: <c>cpu</c> or <c>cuda</c>. Any thread.</summary>
    public string Device => network.Device;

    /// <summary>Why the graphics card is no longer used; null while it is, and where there is none.</summary>
    public string? CardFailure => network.CardFailure;

    internal static INetworkTracking OpenNetwork(
        string path,
        DetectorOptions detector,
        LinkerOptions linker,
        Cellect2025Options cellect2025,
        TrackNumbers? numbers = null
    )
    {
        TorchLibrary.Require();
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            if (metadata.GetValueOrDefault(Cellect2025Model.NetworkKey) == Cellect2025Model.Name)
                return numbers is not null
                    ? throw new InvalidDataException(
                        $"{path}: the published network describes a volume when later ones have come, and cannot track one of several "
                            + "populations; use a model that cellect train wrote, or track one channel"
                    )
                    : Cellect2025Model.Load(tensors, metadata, path, detector, cellect2025);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }

        return LiveTracking.Load(path, detector, linker, NetworkDevice.Card(), numbers);
    }

    /// <summary>Forgets the series: the next volume is the first of another. Volumes that wait are given up.</summary>
    public void Reset()
    {
        while (_waiting.TryDequeue(out var volume))
            volume.Dispose();
        GiveUpHeld();
        _lastT = -1;
        network.Reset();
    }

    /// <summary>Goes on with a series that another process tracked: the next volume is linked to that one's last frame, as across a
    /// gap.</summary>
    /// <param name="lastT">Time point of that frame.</param>
    /// <param name="lastTrack">Highest track id in use.</param>
    /// <param name="state">Its <see cref="TrackedFrame.State"/>; null: it is lost.</param>
    /// <returns>How many tracks can go on; where the state is lost, or the network has none, none can, and new ones are numbered after
    /// those that there are.</returns>
    public int Resume(int lastT, int lastTrack, byte[]? state)
    {
        Reset();
        _lastT = lastT;
        if (state is not null && TrackingState.Read(state) is { } left && left.Next > lastTrack && network.TryResume(left))
            return left.Tracks.Count;
        network.NumberAfter(lastTrack);
        return 0;
    }

    /// <summary>From the next frame that is linked on, what people's words on the session say of its probabilities counts, until
    /// <see cref="Reset"/>.</summary>
    /// <returns>False: this network does not learn from them.</returns>
    public bool TryCalibrate(SessionCalibration said) => network.TryCalibrate(said);

    /// <summary>Takes the next volume of the series. How many time points it lies after the one before follows from its header.</summary>
    /// <param name="volume">The same shape for the whole series; owned by the model until it comes back.</param>
    /// <returns>What is finished now: nothing, this volume, or earlier ones, oldest first.</returns>
    public IReadOnlyList<FinishedFrame> Push(Volume volume)
    {
        DetectedFrame? found;
        try
        {
            found = network.Detect(volume);
        }
        catch (Exception e)
        {
            return Known(new FinishedFrame(volume, null, e));
        }

        _waiting.Enqueue(volume);
        return found is null ? None : Known(Link(found));
    }

    /// <summary>The series is over: describes the volumes that wait for others, oldest first, each as it is asked for.</summary>
    public IEnumerable<FinishedFrame> Flush()
    {
        while (_waiting.Count > 0)
            foreach (var finished in Known(FlushOne()))
                yield return finished;
        foreach (var (frame, finished) in _confirmed?.Flush() ?? [])
            yield return finished with
            {
                Frame = frame,
            };
    }

    private IReadOnlyList<FinishedFrame> Known(FinishedFrame finished) =>
        _confirmed is null
            ? [finished]
            : [.. _confirmed.Push(finished.Frame, finished).Select(known => known.With with { Frame = known.Frame })];

    private void GiveUpHeld()
    {
        foreach (var held in _confirmed?.Reset() ?? [])
            held.With.Volume.Dispose();
    }

    private FinishedFrame FlushOne()
    {
        DetectedFrame found;
        try
        {
            found = network.Finish()
                ?? throw new InvalidOperationException(
                    $"the network has no result for {_waiting.Count} volumes that it took; it must describe each"
                );
        }
        catch (Exception e)
        {
            return new FinishedFrame(_waiting.Dequeue(), null, e);
        }

        return Link(found);
    }

    /// <summary>Links the cells of the oldest volume that waits.</summary>
    private FinishedFrame Link(DetectedFrame found)
    {
        var inferred = time.UtcNanoseconds();
        var volume = _waiting.Dequeue();
        var header = volume.Header;
        var timeStep = _lastT < 0 ? 0 : header.T - _lastT;
        try
        {
            var (cells, divisions) = network.Link(found, timeStep);
            var stamps = new LatencyStamps(header.ExposureEndNs, header.ReceivedNs, header.AssembledNs, inferred, time.UtcNanoseconds(), 0);
            var frame = TrackedFrameBuilder.Build(
                header,
                timeStep,
                stamps,
                found,
                cells,
                divisions,
                network.Unstable,
                network.State,
                network.Verdicts,
                network.Meaning
            );
            _lastT = header.T;
            return new FinishedFrame(volume, frame, null) { Shift = found.Shift };
        }
        catch (Exception e)
        {
            return new FinishedFrame(volume, null, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GiveUpHeld();
        while (_waiting.TryDequeue(out var volume))
            volume.Dispose();
        network.Dispose();
    }
}
