using Cellect.Data.NdTiff;
using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources;

/// <summary>A set of NDTiff 3 as Micro-Manager writes it: one of its channels.</summary>
internal sealed class NdTiffSource : FileSource
{
    private readonly NdTiffSet _set;
    private readonly string _channel;

    /// <param name="folder">Folder of the set.</param>
    /// <param name="voxel">Voxel size, µm; null takes what the set says.</param>
    /// <param name="channel">Channel from 0, in the order in which they came; null when there is only one.</param>
    /// <exception cref="InvalidDataException">Damaged, empty, or several channels and none chosen.</exception>
    public NdTiffSource(string folder, VoxelSize? voxel, int? channel)
    {
        _set = new NdTiffSet(folder);
        try
        {
            Shape = _set.Shape;
            _channel = ChannelOf(_set, channel);
            VoxelMicrometres = voxel ?? _set.VoxelMicrometres;
        }
        catch
        {
            _set.Dispose();
            throw;
        }
    }

    public override string Name => _set.Name;

    public override VolumeShape Shape { get; }

    public override VoxelType Type => _set.Type;

    public override VoxelSize? VoxelMicrometres { get; }

    public override int Frames => _set.Times.Last - _set.Times.First + 1;

    public override TimeSpan? Interval => _set.Interval;

    public override string Description => $"{SourceDescription.Describe(this)}; NDTiff, channel {_channel}";

    public override void Dispose() => _set.Dispose();

    /// <summary>The name of the channel that was chosen.</summary>
    internal static string ChannelOf(NdTiffSet set, int? channel) =>
        set.Channels[ChosenChannel.Of(set.Name, set.Channels.Count, channel, set.Channels)];

    protected override void ReadFrame(int t, Span<byte> voxels) => _set.Read(_set.Times.First + t, _channel, voxels);
}
