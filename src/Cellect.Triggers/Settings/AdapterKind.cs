namespace Cellect.Triggers.Settings;

/// <summary>What an adapter speaks; docs/microscope.md has the messages of each.</summary>
internal enum AdapterKind
{
    /// <summary>Requests over ZeroMQ to any script, ScanImage's among them.</summary>
    ZeroMq,

    /// <summary>HTTP POST.</summary>
    Webhook,

    /// <summary>Lines of text over a serial port, such as to a TTL box.</summary>
    Serial,

    /// <summary>Micro-Manager's core through pycro-manager's ZeroMQ server.</summary>
    MicroManager,

    /// <summary>A useq event to pymmcore-proxy.</summary>
    Pymmcore,
}
