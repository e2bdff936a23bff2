using System.ComponentModel.DataAnnotations;
using Cellect.Gate.Sockets;

namespace Cellect.Dashboard.Settings;

/// <summary>The section <c>Dashboard</c> of the settings: the page in the browser, health and metrics.</summary>
internal sealed class DashboardOptions : IValidatableObject
{
    /// <summary>Where the page is served, with <c>/health</c> and <c>/metrics</c>. Other computers must sign in
    /// (<c>cellect dashboard --qr</c>); nothing is encrypted.</summary>
    /// <value><c>http://ADDRESS:PORT</c>, for example <c>http://127.0.0.1:5560</c>; port 0 takes a free one. Default empty: there is no
    /// page.</value>
    public string Endpoint { get; init; } = "";

    /// <summary>How browsers reach the page where that is not <see cref="Endpoint"/>: behind a proxy or a tunnel. Everybody must then sign
    /// in, also from this computer.</summary>
    /// <value><c>http://HOST:PORT</c> or <c>https://HOST</c>; default empty.</value>
    public string PublicUrl { get; init; } = "";

    /// <summary>Whether a browser that has signed in may arm the triggers. It may always stop them.</summary>
    public bool AllowArming { get; init; }

    /// <summary>Browsers that watch at once, at most.</summary>
    /// <value>1 to 1,000; default 64.</value>
    [Range(1, 1000)]
    public int MaxBrowsers { get; init; } = 64;

    /// <summary>Pictures a second, at most. Large volumes and busy computers get fewer, at least one every five seconds.</summary>
    /// <value>0.1 to 10; default 1.</value>
    [Range(0.1, 10.0)]
    public double PicturesPerSecond { get; init; } = 1;

    /// <summary>Other services that the page shows beside its own, a line each: their <c>Publish:Endpoint</c>.</summary>
    /// <value>At most 64 of <c>tcp://HOST:PORT</c>; default none.</value>
    [MaxLength(64)]
    public string[] Services { get; init; } = [];

    /// <summary>Whether there is a page at all.</summary>
    internal bool IsOn => Endpoint.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && HttpEndpoint.Mistake(Endpoint) is { } mistake)
            yield return new ValidationResult(mistake, [nameof(Endpoint)]);
        if (PublicUrl.Length > 0 && HttpEndpoint.UrlMistake(PublicUrl) is { } wrong)
            yield return new ValidationResult(wrong, [nameof(PublicUrl)]);
        foreach (var service in Services)
            if (ServiceEndpoint.Mistake(service) is { } none)
                yield return new ValidationResult(none, [nameof(Services)]);
    }
}
