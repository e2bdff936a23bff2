using System.ComponentModel.DataAnnotations;
using Cellect.Dashboard.Settings;

namespace Cellect.Dashboard.Notifications;

/// <summary>Opens targets.</summary>
internal static class NoticeTargets
{
    /// <summary>The target that the options describe.</summary>
    /// <exception cref="ValidationException">A secret is not there.</exception>
    public static INoticeTarget Open(TargetOptions options) =>
        options.Kind == TargetKind.Mail ? new MailTarget(options) : new WebhookTarget(options);

    /// <summary>What is wrong with the secrets of the targets, a line each: name of the option, and what.</summary>
    public static IEnumerable<string> Mistakes(NotificationOptions options)
    {
        for (var i = 0; i < options.Targets.Count; i++)
            if (Mistake(options.Targets[i]) is { } mistake)
                yield return $"Notifications:Targets:{i}: {mistake}";
    }

    private static string? Mistake(TargetOptions options)
    {
        // Told already, with the key.
        if (options.Validate(new ValidationContext(options)).Any())
            return null;
        try
        {
            Open(options).Dispose();
            return null;
        }
        catch (ValidationException e)
        {
            return e.Message;
        }
    }
}
