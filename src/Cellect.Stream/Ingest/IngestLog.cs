using Cellect.Data.Pixels;
using Microsoft.Extensions.Logging;

namespace Cellect.Stream.Ingest;

/// <summary>What ingest tells the log: each kind of trouble once a series; the counters have the rest.</summary>
internal sealed partial class IngestLog(ILogger logger)
{
    private readonly HashSet<string> _told = [];

    public void Listening(string mode, string endpoint) => LogListening(logger, mode, endpoint);

    public void Memory(IngestMemory memory, long largest)
    {
        var (messages, volumes) = (memory.Messages.Total >> 20, memory.VolumeBytes >> 20);
        LogMemory(logger, messages, volumes, Math.Min(largest >> 20, Math.Min(messages, volumes)));
    }

    public void Began(string series)
    {
        _told.Clear();
        LogBegan(logger, series);
    }

    public void Ended(string series, string reason) => LogEnded(logger, series, reason);

    public void Malformed(Malformed fault)
    {
        if (_told.Add("malformed:" + fault.Reason.Name()))
            LogMalformed(logger, fault.Reason.Name(), fault.Detail, fault.Series ?? "?", fault.T ?? -1);
    }

    public void Dropped(string series, int t, int c, string reason)
    {
        if (_told.Add("dropped:" + reason))
            LogDropped(logger, series, t, c, reason);
    }

    public void Foreign(string series, string active)
    {
        if (_told.Add("foreign"))
            LogForeign(logger, series, active);
    }

    public void AfterEnd(string series)
    {
        if (_told.Add("after-end"))
            LogAfterEnd(logger, series);
    }

    public void Gap(string series, long messages, ulong seq)
    {
        if (_told.Add("gap"))
            LogGap(logger, series, messages, seq);
    }

    public void Late(string series, int t, int c)
    {
        if (_told.Add("late"))
            LogLate(logger, series, t, c);
    }

    public void VoxelAssumed(string series)
    {
        if (_told.Add("voxel"))
            LogVoxelAssumed(logger, series);
    }

    public void Unread(string series, string what)
    {
        if (_told.Add("unread"))
            LogUnread(logger, series, what);
    }

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "Series {Series}: nobody tells the voxel size; 1,1,1 µm is assumed, and distances are wrong. Set "
            + "Ingest:DefaultVoxelMicrometres z,y,x, or let the sender tell voxel_um"
    )]
    private static partial void LogVoxelAssumed(ILogger logger, string series);

    [LoggerMessage(11, LogLevel.Warning, "Series {Series}: a value is done without, further ones are not told: {What}")]
    private static partial void LogUnread(ILogger logger, string series, string what);

    [LoggerMessage(1, LogLevel.Information, "Listening for volumes: {Mode} {Endpoint}")]
    private static partial void LogListening(ILogger logger, string mode, string endpoint);

    [LoggerMessage(
        10,
        LogLevel.Information,
        "Senders may take {Messages} MiB for messages and {Volumes} MiB for volumes (Ingest:MemoryMegabytes); the largest volume taken is "
            + "{Largest} MiB"
    )]
    private static partial void LogMemory(ILogger logger, long messages, long volumes, long largest);

    [LoggerMessage(2, LogLevel.Information, "Series {Series} begins")]
    private static partial void LogBegan(ILogger logger, string series);

    [LoggerMessage(3, LogLevel.Information, "Series {Series} is over: {Reason}")]
    private static partial void LogEnded(ILogger logger, string series, string reason);

    [LoggerMessage(4, LogLevel.Error, "Unusable message ({Reason}), further ones are only counted: {Detail} (series {Series}, t {T})")]
    private static partial void LogMalformed(ILogger logger, string reason, string detail, string series, int t);

    [LoggerMessage(5, LogLevel.Error, "Volume dropped, further ones are only counted: series {Series} t {T} c {C}: {Reason}")]
    private static partial void LogDropped(ILogger logger, string series, int t, int c, string reason);

    [LoggerMessage(
        6,
        LogLevel.Warning,
        "Series {Series} is sent while {Active} is alive; its messages are counted and ignored. Stop one sender, or "
            + "open the series with a start message"
    )]
    private static partial void LogForeign(ILogger logger, string series, string active);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "Messages of series {Series} after its end are counted and ignored; begin again with seq 0 or a start message"
    )]
    private static partial void LogAfterEnd(ILogger logger, string series);

    [LoggerMessage(8, LogLevel.Error, "Series {Series}: {Messages} messages lost before seq {Seq}; further gaps are only counted")]
    private static partial void LogGap(ILogger logger, string series, long messages, ulong seq);

    [LoggerMessage(9, LogLevel.Error, "Series {Series}: t {T} c {C} came too late to be used; further ones are only counted")]
    private static partial void LogLate(ILogger logger, string series, int t, int c);
}
