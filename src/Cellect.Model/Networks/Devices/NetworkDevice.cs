using static TorchSharp.torch;

namespace Cellect.Model.Networks.Devices;

/// <summary>Where a network computes: the processor, or a graphics card.</summary>
/// <param name="device">The device of LibTorch.</param>
/// <param name="precision">What its heavy arithmetic is done in.</param>
/// <param name="isCard">Whether volumes must be sent there.</param>
internal class NetworkDevice(Device device, ScalarType precision, bool isCard)
{
    // Two of them, 16 bits a voxel, take one gigabyte of a card's memory. Larger ones are sent tile by tile.
    private const long MostKept = 250_000_000;

    /// <summary>The device of LibTorch.</summary>
    public Device Device { get; } = device;

    /// <summary>16-bit floats where the device multiplies them faster than those of 32 bits; else float32.</summary>
    public ScalarType Precision { get; } = precision;

    /// <summary>For people and messages: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Name => Device.type.ToString().ToLowerInvariant();

    /// <summary>The processor.</summary>
    public static NetworkDevice Processor { get; } =
        new(CPU, ProcessorPrecision.HasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32, isCard: false);

    /// <summary>The first graphics card that LibTorch can use; null: there is none.</summary>
    public static NetworkDevice? Card() =>
        cuda.is_available() ? new NetworkDevice(CUDA, GraphicsCard.First()?.Precision ?? ScalarType.Float32, isCard: true) : null;

    /// <summary>The graphics card where there is one, else the processor.</summary>
    public static NetworkDevice Pick() => Card() ?? Processor;

    /// <summary>Whether a whole volume is kept there, rather than sent a tile at a time.</summary>
    public bool Keeps(Tensor voxels) => isCard && voxels.NumberOfElements <= MostKept;

    /// <summary>Sends voxels there; on the processor they are there already.</summary>
    public virtual Tensor Send(Tensor voxels) => voxels.to(Device);
}
