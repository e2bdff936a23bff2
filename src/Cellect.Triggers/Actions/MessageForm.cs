namespace Cellect.Triggers.Actions;

/// <summary>How a request over ZeroMQ is written. The same map in both.</summary>
internal enum MessageForm
{
    /// <summary>JSON, UTF-8.</summary>
    Json,

    /// <summary>MessagePack.</summary>
    MessagePack,
}
