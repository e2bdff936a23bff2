using Cellect.Data.Ledger;
using Cellect.Data.Pixels;
using Cellect.Data.Volumes;
using Cellect.Stream.Assembly;
using Cellect.Stream.Wire;

namespace Cellect.Stream.Ingest;

/// <summary>What is known of the series that is being received.</summary>
internal sealed class ActiveSeries(string name, int run, bool isRecipe, IngestOptions options, VolumePool pool, TimeProvider time)
    : IDisposable
{
    // A time point further beyond the newest is believed when a second one agrees: one broken number must not make the rest late.
    private const int FarTimePoints = 100;
    private static readonly VoxelSize Assumed = new(1, 1, 1);

    private readonly Dictionary<int, (VolumeShape Shape, VoxelType Type)> _formats = [];
    private readonly VoxelSize? _defaultVoxel =
        options.DefaultVoxelMicrometres.Length > 0 ? VoxelSize.Parse(options.DefaultVoxelMicrometres) : null;
    private VoxelSize? _voxel;
    private long _lastHeard = time.GetTimestamp();
    private int _highestT = -1;
    private readonly Dictionary<int, int> _nextT = [];
    private ulong _nextSeq;

    public string Name { get; } = name;

    /// <summary>True when the senders speak the array recipe and the name is ours.</summary>
    public bool IsRecipe { get; } = isRecipe;

    /// <summary>One a tracked channel, in their order.</summary>
    public IReadOnlyList<FrameLedger> Ledgers { get; } = [.. options.Tracked().Select(c => new FrameLedger(name, c))];

    public VolumeAssembler Assembler { get; } = new(pool, options.Assembly, time);

    /// <summary>Makes volumes of slices that do not tell how many there are.</summary>
    public PlaneStacker Stacker { get; } = new(options.Planes, options.Limits.MaxVolumeBytes);

    public SequenceTracker Sequence { get; } = new();

    public StartMessage? Start { get; set; }

    /// <summary>Time point of the first volume of a sender that does not count.</summary>
    public int FirstT { get; init; }

    public bool IsSilent => time.GetElapsedTime(_lastHeard) >= TimeSpan.FromSeconds(options.SilenceSeconds);

    public void Heard() => _lastHeard = time.GetTimestamp();

    /// <summary>The sender was restarted under the same name: number 0 comes a second time, at the beginning of time.</summary>
    public bool IsBegunAnewBy(WireMessage message) =>
        message.Seq == 0 && Sequence.SawFirst && (message is StartMessage || (message is ImageMessage { T: 0 } && _highestT > 0));

    /// <summary>The newest time point that has come; -1 before the first.</summary>
    public int HighestT => _highestT;

    /// <summary>True when nobody has told the voxel size.</summary>
    public bool VoxelIsAssumed(ImageMessage image) =>
        image.VoxelMicrometres is null && Start?.VoxelMicrometres is null && _defaultVoxel is null;

    /// <summary>Whether a time point is so far beyond the others that one message alone is not believed.</summary>
    public bool IsFar(int t) => _highestT >= 0 && t > _highestT + FarTimePoints;

    /// <summary>Whether two messages with far time points bear each other out.</summary>
    public static bool Agree(ImageMessage held, ImageMessage image) =>
        Math.Abs(held.T - image.T) <= FarTimePoints
        && (held.T, held.C, (held as PlaneMessage)?.Z) != (image.T, image.C, (image as PlaneMessage)?.Z);

    /// <summary>The series has come this far after all.</summary>
    public void Believe(int t) => _highestT = Math.Max(_highestT, t);

    /// <summary>A message of the recipe with the place in the series that it does not tell.</summary>
    public ImageMessage Number(ImageMessage anonymous) =>
        anonymous with
        {
            Series = Name,
            T = anonymous.T >= 0 ? anonymous.T : NextT(anonymous.C),
            Seq = _nextSeq++,
        };

    private int NextT(int c) => _nextT[c] = _nextT.GetValueOrDefault(c, FirstT - 1) + 1;

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
        var voxel = VoxelOf(image);
        if (_voxel is { } begun && !IsSame(begun, voxel))
            return new Malformed(
                MalformedReason.VoxelChanged,
                $"voxel size {voxel} µm in a series of {begun} µm; begin a new series when the magnification changes",
                Name,
                image.T,
                image.C
            );
        _voxel ??= voxel;
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
            // Rounding from message to message must not make two sizes of one.
            VoxelMicrometres = _voxel ?? VoxelOf(image),
            VoxelIsAssumed = VoxelIsAssumed(image),
            Run = run,
            CameAsPlanes = image is PlaneMessage,
            ExposureEndNs = image.ExposureEndNs,
            Recorded = image.Recorded,
            ReceivedNs = time.UtcNanoseconds(),
            OriginMicrometres = image.OriginMicrometres ?? Start?.OriginMicrometres,
            Meta = image.Meta,
        };

    /// <summary>The ledger of a channel; null: it is not tracked.</summary>
    public FrameLedger? LedgerOf(int channel)
    {
        foreach (var ledger in Ledgers)
            if (ledger.Channel == channel)
                return ledger;
        return null;
    }

    public void Dispose() => Assembler.Dispose();

    private VoxelSize VoxelOf(ImageMessage image) => image.VoxelMicrometres ?? Start?.VoxelMicrometres ?? _defaultVoxel ?? Assumed;

    private static bool IsSame(VoxelSize a, VoxelSize b)
    {
        const double tolerance = 1e-3;
        return Math.Abs(a.Z / b.Z - 1) < tolerance && Math.Abs(a.Y / b.Y - 1) < tolerance && Math.Abs(a.X / b.X - 1) < tolerance;
    }
}
