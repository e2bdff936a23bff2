using Cellect.Data.NdTiff;

namespace Cellect.Stream.Sources.Following;

/// <summary>
/// A set of NDTiff that is still being written. A volume is complete when it has the slices of the first, all of them on the disk; the
/// first, when the next time or the end of the set has come.
/// </summary>
/// <param name="set">The set; owned.</param>
/// <param name="channel">Channel from 0; null when there must be only one.</param>
internal sealed class GrowingNdTiff(NdTiffSet set, int? channel) : IGrowing
{
    private string _name = "";
    private int _next;
    private int _slices;

    public string Name => set.Name;

    public GrowingShape? Shape { get; private set; }

    public GrowthStep Look()
    {
        set.Refresh();
        if (set.IsEmpty || set.Times.Last < set.Times.First + _next)
            return set.IsFinished ? GrowthStep.Finished : GrowthStep.Wait;
        var time = set.Times.First + _next;
        var isOver = set.IsFinished || set.Times.Last > time;
        if (Shape is null && !isOver)
            return GrowthStep.Wait;
        // Only now are all channels of the first time there.
        if (_name.Length == 0)
            _name = NdTiffSource.ChannelOf(set, channel);
        return Judge(time, isOver);
    }

    public void Read(Span<byte> voxels) => set.Read(set.Times.First + _next - 1, _name, voxels);

    public void Dispose() => set.Dispose();

    private GrowthStep Judge(int time, bool isOver)
    {
        var planes = set.PlanesOf(time, _name);
        if (Shape is not null && set.Slices != _slices)
            throw new InvalidDataException(
                $"{Name}: {set.Slices} slices at time {time}, {_slices} before; all volumes of a series must be alike"
            );
        if (planes == set.Slices && planes > 0 && set.IsWritten(time, _name))
        {
            Shape ??= new GrowingShape(set.Shape, set.Type, set.VoxelMicrometres);
            _slices = set.Slices;
            return new GrowthStep(GrowthKind.Ready, _next++);
        }

        // The pixels may be on their way still when the index is not.
        if (!isOver || (planes == set.Slices && !set.IsFinished))
            return GrowthStep.Wait;
        return new GrowthStep(GrowthKind.GivenUp, _next++, $"channel {_name} has {planes} of {set.Slices} slices");
    }
}
