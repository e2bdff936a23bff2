using Cellect.Model.Detections;
using Cellect.Model.Networks.Devices;

namespace Cellect.Model.Networks.Live;

/// <summary>The live network on the graphics card, or on the processor where there is none or it has failed.</summary>
/// <param name="either">Owned.</param>
internal sealed class CardDetector(CardOrProcessor<IDetector> either) : IDetector
{
    /// <inheritdoc/>
    string IDetector.Device => either.Device;

    /// <inheritdoc/>
    string? IDetector.CardFailure => either.Failure;

    /// <inheritdoc/>
    public DetectedFrame Detect(PreparedVolume volume, PreparedVolume? previous) => either.Run(network => network.Detect(volume, previous));

    /// <inheritdoc/>
    public void Dispose() => either.Dispose();
}
