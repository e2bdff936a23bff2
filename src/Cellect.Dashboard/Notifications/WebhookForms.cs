using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Cellect.Dashboard.Settings;

namespace Cellect.Dashboard.Notifications;

/// <summary>A message in the form that each kind of webhook takes.</summary>
internal static class WebhookForms
{
    /// <summary>The body of the request, with headers of its own where the kind has some.</summary>
    public static HttpContent Of(TargetKind kind, Notice notice, HttpRequestHeaders headers)
    {
        switch (kind)
        {
            case TargetKind.Slack:
                return Json(new JsonObject { ["text"] = $"*{Slack(notice.Title)}*\n{Slack(notice.Text)}" });
            case TargetKind.Teams:
                return Json(Card(notice));
            case TargetKind.Ntfy:
                // Its headers are ASCII; other letters travel encoded (RFC 2047).
                headers.Add("Title", $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(notice.Title))}?=");
                headers.Add("Tags", notice.IsUrgent ? "warning" : "microscope");
                headers.Add("Priority", notice.IsUrgent ? "high" : "default");
                return new StringContent(notice.Text, Encoding.UTF8, "text/plain");
            default:
                return Json(
                    new JsonObject
                    {
                        ["event"] = notice.Event,
                        ["title"] = notice.Title,
                        ["text"] = notice.Text,
                        ["urgent"] = notice.IsUrgent,
                        ["at"] = notice.At,
                        ["computer"] = Environment.MachineName,
                    }
                );
        }
    }

    private static JsonObject Card(Notice notice) =>
        new()
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(
                new JsonObject
                {
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["content"] = new JsonObject
                    {
                        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
                        ["type"] = "AdaptiveCard",
                        ["version"] = "1.4",
                        ["body"] = new JsonArray(Block(notice.Title, "Bolder"), Block(notice.Text, "Default")),
                    },
                }
            ),
        };

    private static JsonObject Block(string text, string weight) =>
        new()
        {
            ["type"] = "TextBlock",
            ["text"] = text,
            ["weight"] = weight,
            ["wrap"] = true,
        };

    // Its three characters of control: a series could be called <!channel>.
    private static string Slack(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static StringContent Json(JsonObject json) => new(json.ToJsonString(), Encoding.UTF8, "application/json");
}
