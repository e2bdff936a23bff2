namespace Cellect.Dashboard.Notifications;

/// <summary>A way to a person.</summary>
internal interface INoticeTarget : IDisposable
{
    /// <summary>Sends a message once.</summary>
    /// <returns>Null, or what went wrong, without anything secret; whether it is worth another try.</returns>
    Task<NoticeFailure?> SendAsync(Notice notice, CancellationToken cancel);
}

/// <summary>Why a message did not go out.</summary>
/// <param name="Why">In a few words, without anything secret.</param>
/// <param name="MayRetry">Whether another try may help.</param>
internal sealed record NoticeFailure(string Why, bool MayRetry);
