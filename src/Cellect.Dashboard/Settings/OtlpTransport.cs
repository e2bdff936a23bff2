namespace Cellect.Dashboard.Settings;

/// <summary>How a collector of OpenTelemetry is spoken to.</summary>
internal enum OtlpTransport
{
    /// <summary>gRPC.</summary>
    Grpc,

    /// <summary>Protocol buffers over HTTP.</summary>
    HttpProtobuf,
}
