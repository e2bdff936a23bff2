using Cellect.Data.Volumes;

namespace Cellect.Data.Sinks;

/// <summary>Sees every volume of every channel as it comes, before any is dropped.</summary>
internal interface IVolumeTap
{
    /// <summary>One more volume, on the receiver's thread: must return at once. Lent for the call; lease it to keep it.</summary>
    void See(Volume volume);
}
