using System.ComponentModel.DataAnnotations;

namespace Cellect.Dashboard.Settings;

/// <summary>The section <c>Metrics</c> of the settings: where measurements are pushed. Prometheus pulls them from the page's
/// <c>/metrics</c> instead.</summary>
internal sealed class MetricsOptions : IValidatableObject
{
    /// <summary>Collector of OpenTelemetry that measurements are sent to. Headers with a key come from the variable
    /// <c>OTEL_EXPORTER_OTLP_HEADERS</c>.</summary>
    /// <value><c>http://HOST:4317</c> for <c>Grpc</c>, <c>http://HOST:4318/v1/metrics</c> for <c>HttpProtobuf</c>; default empty: nothing
    /// is sent.</value>
    public string OtlpEndpoint { get; init; } = "";

    /// <summary>How the collector is spoken to.</summary>
    /// <value>Grpc or HttpProtobuf; default Grpc.</value>
    [EnumDataType(typeof(OtlpTransport))]
    public OtlpTransport OtlpProtocol { get; init; }

    /// <summary>Time between two sendings.</summary>
    /// <value>1 to 3,600 s; default 15 s.</value>
    [Range(1.0, 3600.0)]
    public double OtlpIntervalSeconds { get; init; } = 15;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint.Length > 0 && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{OtlpEndpoint}' is not an address such as http://127.0.0.1:4317", [nameof(OtlpEndpoint)]);
    }
}
