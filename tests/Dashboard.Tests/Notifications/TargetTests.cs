using System.ComponentModel.DataAnnotations;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Cellect.Dashboard.Notifications;
using Cellect.Dashboard.Settings;
using Cellect.Testing;

namespace Cellect.Dashboard.Tests.Notifications;

public sealed class TargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Slack_ASeriesThatCallsItselfAMention_IsEscaped()
    {
        using var hook = new HttpStandIn();

        Assert.Null(await SendAsync(TargetKind.Slack, hook, Notice("<!channel> & co", "5 > 3")));

        Assert.Equal("*&lt;!channel&gt; &amp; co*\n5 &gt; 3", Json(await hook.NextAsync()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Teams_Message_IsAnAdaptiveCard()
    {
        using var hook = new HttpStandIn();

        Assert.Null(await SendAsync(TargetKind.Teams, hook, Notice("title", "text")));

        var card = Json(await hook.NextAsync()).GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.GetProperty("contentType").GetString());
        var body = card.GetProperty("content").GetProperty("body");
        Assert.Equal(["title", "text"], body.EnumerateArray().Select(block => block.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Ntfy_Message_HasItsTitleInAHeaderAndTheTextAsBody()
    {
        using var hook = new HttpStandIn();

        Assert.Null(await SendAsync(TargetKind.Ntfy, hook, Notice("7 µm", "text ü") with { IsUrgent = true }, "topic", "tk_123"));

        Assert.Equal("text ü", await hook.NextAsync());
        var (path, headers, _) = hook.Requests.Single();
        Assert.Equal("/topic", path);
        Assert.Equal($"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes("7 µm"))}?=", headers["Title"]);
        Assert.Equal("high", headers["Priority"]);
        Assert.Equal("Bearer tk_123", headers["Authorization"]);
    }

    [Fact]
    public async Task Json_Message_HasEverything()
    {
        using var hook = new HttpStandIn();

        Assert.Null(await SendAsync(TargetKind.Json, hook, Notice("a", "b")));

        var json = Json(await hook.NextAsync());
        Assert.Equal(("alert", "a", "b"), (Text("event"), Text("title"), Text("text")));
        string? Text(string key) => json.GetProperty(key).GetString();
    }

    [Fact]
    public async Task Webhook_Redirected_GoesNowhereElse()
    {
        using var elsewhere = new HttpStandIn();
        using var hook = new HttpStandIn(302) { RedirectTo = elsewhere.Address };

        var failure = await SendAsync(TargetKind.Json, hook, Notice("a", "b"));

        Assert.Equal("it answered 302", failure?.Why);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task Webhook_Refused_SaysWhetherToTryAgain(int code, bool again)
    {
        using var hook = new HttpStandIn(code);

        var failure = await SendAsync(TargetKind.Json, hook, Notice("a", "b"));

        Assert.Equal(new NoticeFailure($"it answered {code}", again), failure);
    }

    [Fact]
    public async Task Webhook_NobodyThere_SaysSoWithoutItsAddress()
    {
        string address;
        using (var hook = new HttpStandIn())
            address = hook.Address;
        using var target = Open(TargetKind.Json, $"{address}secret-topic");

        var failure = await target.SendAsync(Notice("a", "b"), CancellationToken.None);

        Assert.True(failure?.MayRetry);
        Assert.DoesNotContain("secret-topic", failure!.Why);
        Assert.DoesNotContain("127.0.0.1", failure.Why);
    }

    [Fact]
    public async Task Mail_Message_ArrivesWithAccountAndSubject()
    {
        using var server = new SmtpStandIn();
        using var target = NoticeTargets.Open(Mail(server.Port, user: "me", password: Secret("open")));

        Assert.Null(await target.SendAsync(Notice("disk nearly full\r\nBcc: all@example.org", "Make room."), CancellationToken.None));

        var message = server.Messages.Single();
        Assert.Contains("Subject: Cellect: disk nearly full  Bcc: all@example.org", message);
        Assert.Contains("To: a@lab.example, b@lab.example", message);
        Assert.Contains("Make room.", message);
        Assert.Equal(2, server.Commands.Count(command => command.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(550, false)]
    [InlineData(451, true)]
    public async Task Mail_Refused_SaysWhetherToTryAgain(int code, bool again)
    {
        using var server = new SmtpStandIn(code);
        using var target = NoticeTargets.Open(Mail(server.Port));

        var failure = await target.SendAsync(Notice("a", "b"), CancellationToken.None);

        Assert.Equal(again, failure?.MayRetry);
        Assert.StartsWith("the server refused it", failure!.Why);
    }

    [Fact]
    public async Task Mail_WrongPassword_SaysSoWithoutIt()
    {
        using var server = new SmtpStandIn();
        using var target = NoticeTargets.Open(Mail(server.Port, user: "me", password: Secret("wrong-password")));

        var failure = await target.SendAsync(Notice("a", "b"), CancellationToken.None);

        Assert.Equal(new NoticeFailure("the server does not take user and password", false), failure);
    }

    [Fact]
    public void Validate_SecretsInSettings_AreRefusedAndNotRepeated()
    {
        foreach (var url in new[] { "https://hooks.slack.com/services/T0/B0/XYZ", "env:", "file:" })
        {
            var options = new TargetOptions { Kind = TargetKind.Slack, Url = url };
            var mistake = Assert.Single(options.Validate(new ValidationContext(options)));
            Assert.DoesNotContain("XYZ", mistake.ErrorMessage);
            Assert.Contains("env:NAME", mistake.ErrorMessage);
        }

        var mail = new TargetOptions
        {
            Kind = TargetKind.Mail,
            Server = "mail.lab.example",
            From = "c@lab.example",
            To = "a@lab.example",
            User = "me",
            Password = "env:X",
            Security = MailSecurity.None,
        };
        Assert.Contains("in the clear", Assert.Single(mail.Validate(new ValidationContext(mail))).ErrorMessage);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Secret_FileThatOthersCanRead_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such bits");
        var path = _folder["hook"];
        File.WriteAllText(path, "https://example.org/hook\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("chmod 600", Assert.Throws<ValidationException>(() => Dashboard.Settings.Secret.Read($"file:{path}")).Message);

        File.SetUnixFileMode(path, UnixFileMode.UserRead);

        Assert.Equal("https://example.org/hook", Dashboard.Settings.Secret.Read($"file:{path}"));
        Assert.Throws<ValidationException>(() => Dashboard.Settings.Secret.Read("env:CELLECT_TEST_NOT_THERE"));
        Assert.Throws<ValidationException>(() => Dashboard.Settings.Secret.Read($"file:{_folder["none"]}"));
    }

    [Fact]
    public void Mistakes_SecretsThatAreNotThere_AreToldAtStart()
    {
        var options = new NotificationOptions
        {
            Targets = [new TargetOptions { Url = "env:CELLECT_TEST_NOT_THERE" }, new TargetOptions { Url = Secret("ftp://x") }],
        };

        var mistakes = NoticeTargets.Mistakes(options).ToList();

        Assert.Equal(2, mistakes.Count);
        Assert.StartsWith("Notifications:Targets:0: env:CELLECT_TEST_NOT_THERE is not set", mistakes[0]);
        Assert.DoesNotContain("ftp://x", mistakes[1]);
    }

    private static Notice Notice(string title, string text) =>
        new()
        {
            Key = "k",
            Event = "alert",
            Title = title,
            Text = text,
            At = DateTimeOffset.UnixEpoch,
        };

    private async Task<NoticeFailure?> SendAsync(TargetKind kind, HttpStandIn hook, Notice notice, string path = "", string token = "")
    {
        using var target = Open(kind, hook.Address + path, token);
        return await target.SendAsync(notice, CancellationToken.None);
    }

    private INoticeTarget Open(TargetKind kind, string address, string token = "") =>
        NoticeTargets.Open(
            new TargetOptions
            {
                Kind = kind,
                Url = Secret(address),
                Token = token.Length > 0 ? Secret(token) : "",
            }
        );

    private static TargetOptions Mail(int port, string user = "", string password = "") =>
        new()
        {
            Kind = TargetKind.Mail,
            Server = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            From = "cellect@lab.example",
            To = "a@lab.example, b@lab.example",
            User = user,
            Password = password,
        };

    // A file of its own for each: tests run side by side, and variables are the process's.
    private string Secret(string text)
    {
        var path = _folder[Guid.NewGuid().ToString("N")];
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return $"file:{path}";
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
