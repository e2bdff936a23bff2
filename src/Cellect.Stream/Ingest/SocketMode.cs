namespace Cellect.Stream.Ingest;

/// <summary>How volumes come in.</summary>
public enum SocketMode
{
    /// <summary>PULL, bound: senders connect with PUSH. Nothing is lost; a slow receiver is felt by the sender.</summary>
    PullBind,

    /// <summary>SUB, connected to a publishing microscope. ZeroMQ drops what does not fit, silently: only gaps in seq show it.</summary>
    SubConnect,
}
