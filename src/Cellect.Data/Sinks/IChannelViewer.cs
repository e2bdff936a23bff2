using Cellect.Data.Volumes;

namespace Cellect.Data.Sinks;

/// <summary>Looks at the channels that are not tracked.</summary>
internal interface IChannelViewer
{
    /// <summary>One more volume of such a channel, on the inference thread: must return at once. Lent for the call; lease it to keep
    /// it.</summary>
    void See(Volume volume);
}
