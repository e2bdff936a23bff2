using System.Net;
using System.Text;
using Cellect.Dashboard.Tests.Notifications;
using Cellect.Testing;

namespace Cellect.Dashboard.Tests.EndToEnd;

/// <summary>The real service and its verbs, as a user has them.</summary>
public class DashboardServiceTests
{
    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Service_SignInByTheVerbStopByThePage_AuditSaysWho()
    {
        using var folder = new TemporaryFolder();
        using var service = Start(
            folder.Path,
            "--Dashboard:AllowArming",
            "true",
            "--Dashboard:PublicUrl",
            "http://scope.lab.example:5560",
            "--Triggers:Mode",
            "Observe",
            "--Triggers:CommandEndpoint",
            "tcp://127.0.0.1:0"
        );
        // The address that it tells is the public one: ask the system which port it is.
        var page = new Uri(await service.WaitForAsync(@"bound to (http://\S+)"));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = page };
        client.DefaultRequestHeaders.Add("X-Cellect", "1");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(client, "/api/stop", "{}")).StatusCode);

        using var verb = ChildProgram.Cellect("dashboard", "--qr", "--to", page.ToString());
        Assert.True(await verb.ExitAsync() == 0, verb.Output);
        var code = await verb.WaitForAsync(@"http://scope\.lab\.example:5560/sign-in#([0-9A-F]{32})");
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, "/api/sign-in", $$"""{"code":"{{code}}"}""")).StatusCode);

        using var stopped = await PostAsync(client, "/api/stop", "{}");
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Contains(
            "nothing was armed",
            await stopped.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Equal(0, await service.StopAsync());
        var audit = File.ReadAllText(Directory.GetFiles(folder.Path, "*.audit").Single());
        Assert.Contains("a browser that is signed in", audit);
        Assert.Contains("not signed in", audit);
        Assert.DoesNotContain(code, service.Output);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Notify_Test_ReachesTheWebhookAndSaysWhatItDoesNotReach()
    {
        using var folder = new TemporaryFolder();
        using var hook = new HttpStandIn();
        var (good, bad) = (Secret(folder["good"], hook.Address), Secret(folder["bad"], "http://127.0.0.1:1/secret-topic"));
        string[] targets =
        [
            "--Notifications:Targets:0:Url",
            good,
            "--Notifications:Targets:1:Name",
            "lab",
            "--Notifications:Targets:1:Url",
            bad,
        ];

        using var notify = ChildProgram.Cellect(["notify", "--test", .. targets]);

        Assert.Equal(1, await notify.ExitAsync());
        Assert.Contains("Json: sent", notify.Output);
        Assert.Contains("lab: NOT sent", notify.Output);
        Assert.DoesNotContain("secret-topic", notify.Output);
        Assert.Contains("Nothing has happened", hook.Requests.Single().Body);
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Service_SeriesEnds_IsToldAndNothingSecretIsWritten()
    {
        using var folder = new TemporaryFolder();
        using var hook = new HttpStandIn();
        var url = Secret(folder["hook"], hook.Address + "secret-topic");
        using var service = Start(folder["rec"], "--Notifications:Targets:0:Url", url);
        var ingest = await service.WaitForAsync(@"Listening for volumes: \w+ (tcp://\S+)");

        using var replay = ChildProgram.Replay("sim:embryo?seed=1&frames=3&z=8&y=48&x=48", "--to", ingest, "--rate", "max");
        Assert.Equal(0, await replay.ExitAsync());
        while (!(await hook.NextAsync()).Contains("has ended", StringComparison.Ordinal)) { }

        Assert.Equal(0, await service.StopAsync());
        Assert.Contains("3 processed", hook.Requests.Last().Body);
        Assert.DoesNotContain("secret-topic", service.Output);
        Assert.DoesNotContain("secret-topic", File.ReadAllText(Path.Combine(folder["rec"], "session.json")));
    }

    private static ChildProgram Start(string folder, params string[] options) =>
        ChildProgram.Cellect([
            "run",
            "--Ingest:Endpoint",
            "tcp://127.0.0.1:0",
            "--Publish:Endpoint",
            "tcp://127.0.0.1:0",
            "--Publish:ControlEndpoint",
            "tcp://127.0.0.1:0",
            "--Record:Directory",
            folder,
            "--Record:Masks",
            "false",
            "--Overlay:Mode",
            "Off",
            "--Model:Path",
            Repository.Model,
            "--Dashboard:Endpoint",
            "http://127.0.0.1:0",
            .. options,
        ]);

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string json) =>
        await client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    private static string Secret(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return $"file:{path}";
    }
}
