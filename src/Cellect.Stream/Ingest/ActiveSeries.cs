using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>What is known of the series that is being received.</summary>
internal sealed class ActiveSeries(string name, bool isRecipe, IngestOptions options, VolumePool pool, TimeProvider time) : IDisposable
{
    private readonly Dictionary<int, (VolumeShape Shape, VoxelType Type)> _formats = [];
    private readonly VoxelSize _defaultVoxel = VoxelSize.Parse(options.DefaultVoxelMicrometres);
    private long _lastHeard = time.GetTimestamp();
    private int _highestT = -1;
    private int _nextRecipeT;

    public string Name { get; } = name;

    /// <summary>True when the senders speak the array recipe and the name is ours.</summary>
    public bool IsRecipe { get; } = isRecipe;

    public FrameLedger Ledger { get; } = new(name);

    public VolumeAssembler Assembler { get; } = new(pool, options.Assembly, time);

    public SequenceTracker Sequence { get; } = new();

    public StartMessage? Start { get; set; }

    public bool IsSilent => time.GetElapsedTime(_lastHeard) >= TimeSpan.FromSeconds(options.SilenceSeconds);

    public void Heard() => _lastHeard = time.GetTimestamp();

    /// <summary>The sender was restarted under the same name: number 0 comes a second time, at the beginning of time.</summary>
    public bool IsBegunAnewBy(WireMessage message) =>
        message.Seq == 0 && Sequence.SawFirst && (message is StartMessage || (message is ImageMessage { T: 0 } && _highestT > 0));

    /// <summary>A message of the recipe with the place in the series that it does not tell.</summary>
    public VolumeMessage Number(VolumeMessage recipe)
    {
        var t = _nextRecipeT++;
        return recipe with { Series = Name, T = t, Seq = (ulong)t };
    }

    /// <summary>Holds an image to the format with which its channel began.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public Malformed? CheckFormat(ImageMessage image)
    {
        if (!_formats.TryGetValue(image.C, out var format))
            format = (Start?.Shape ?? image.Shape, Start?.Type ?? image.Type);
        if (image.Shape != format.Shape || image.Type != format.Type)
            return new Malformed(
                MalformedReason.ShapeChanged,
                $"{image.Shape} {image.Type.WireName()} in a series of {format.Shape} {format.Type.WireName()}; begin "
                    + $"a new series (recipe: reconnect)",
                Name,
                image.T,
                image.C
            );
        _formats[image.C] = format;
        _highestT = Math.Max(_highestT, image.T);
        return null;
    }

    public VolumeHeader HeaderFor(ImageMessage image) =>
        new()
        {
            Series = Name,
            Seq = image.Seq,
            T = image.T,
            C = image.C,
            Shape = image.Shape,
            Type = image.Type,
            VoxelMicrometres = image.VoxelMicrometres ?? Start?.VoxelMicrometres ?? _defaultVoxel,
            ExposureEndNs = image.ExposureEndNs,
            ReceivedNs = time.UtcNanoseconds(),
            OriginMicrometres = image.OriginMicrometres ?? Start?.OriginMicrometres,
            Meta = image.Meta,
        };

    public void Dispose() => Assembler.Dispose();
}
