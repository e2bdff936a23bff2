using System.CommandLine;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cellect.Dashboard.Settings;
using Cellect.Dashboard.SignIn;
using Cellect.Dashboard.Web;
using Cellect.Live.Hosting;
using Cellect.Triggers.Control;

namespace Cellect.Live.Commands;

/// <summary><c>dashboard</c>: a code that signs a browser in at the page of a running service.</summary>
internal static class DashboardCommand
{
    public const string Name = "dashboard";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var qr = new Option<bool>("--qr") { Description = "Shows it as a QR code too, for a phone." };
        var to = new Option<string?>("--to")
        {
            HelpName = "URL",
            Description = "The page, such as http://127.0.0.1:5560; otherwise Dashboard:Endpoint of the settings.",
        };
        var token = new Option<string>("--token-file")
        {
            HelpName = "FILE",
            DefaultValueFactory = _ => CommandToken.PathOf("", ""),
            Description = "The service's command token (Triggers:CommandTokenFile).",
        };
        var command = new Command(
            Name,
            "A code that signs a browser in at the page of a running service: it works once, within five minutes. Options of run may "
                + "follow as --Section:Key value."
        )
        {
            qr,
            to,
            token,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            (parse, cancel) =>
                Fail.GuardAsync(() =>
                    RunAsync(
                        Page(parse.GetValue(to), Overrides.Of(parse)),
                        CommandToken.Read(parse.GetRequiredValue(token)),
                        parse.GetValue(qr),
                        cancel
                    )
                )
        );
        return command;
    }

    private static Uri Page(string? to, string[] arguments)
    {
        if (to is not null)
            return HttpEndpoint.UrlMistake(to) is { } mistake ? throw new ValidationException($"--to: {mistake}") : new Uri(to);
        var options = OptionsReader.Read(OptionsReader.Configuration(arguments)).Dashboard;
        if (!options.IsOn)
            throw new ValidationException(
                "there is no page: Dashboard:Endpoint is not set; set it for cellect run, for example to http://0.0.0.0:5560, or name a "
                    + "page with --to"
            );
        var bound = HttpEndpoint.Parse(options.Endpoint);
        var everywhere = bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any);
        return new Uri($"http://{new IPEndPoint(everywhere ? IPAddress.Loopback : bound.Address, bound.Port)}");
    }

    private static async Task<int> RunAsync(Uri page, CommandToken token, bool qr, CancellationToken cancel)
    {
        var (url, expires) = await AskAsync(page, token, cancel);
        if (qr)
            Console.Write(QrText.Of(QrModules.Of(url)));
        Console.WriteLine(url);
        Console.WriteLine($"Works once, until {expires.ToLocalTime():HH:mm:ss}. Who opens it may stop the triggers.");
        if (new Uri(url).IsLoopback)
            Console.WriteLine("This address is this computer's alone: for a phone set Dashboard:Endpoint http://0.0.0.0:PORT.");
        return ExitCode.Done;
    }

    private static async Task<(string Url, DateTimeOffset Expires)> AskAsync(Uri page, CommandToken token, CancellationToken cancel)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page, PageDoor.CodePath))
        {
            Content = JsonContent.Create(new { line = token.Sign(PageSteering.CodeCommand, TimeProvider.System.GetUtcNow()) }),
        };
        request.Headers.Add(Gatekeeper.CommandHeader, "1");
        try
        {
            using var response = await client.SendAsync(request, cancel);
            var text = await response.Content.ReadAsStringAsync(cancel);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{page} refused: {text}");
            var answer = JsonNode.Parse(text)!;
            return (answer["url"]!.GetValue<string>(), answer["expires"]!.GetValue<DateTimeOffset>());
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new IOException($"no page answers at {page}: {e.Message}; is cellect run running, with Dashboard:Endpoint set?", e);
        }
    }
}
