using Microsoft.Extensions.Logging;

namespace Cellect.Overlay;

/// <summary>Everything that the overlay logs.</summary>
internal static partial class OverlayLog
{
    [LoggerMessage(1600, LogLevel.Information, "Overlay: {Display}{Remarks}")]
    public static partial void OverlayOpened(this ILogger log, string display, string remarks);

    [LoggerMessage(1601, LogLevel.Warning, "No overlay, tracking goes on without it: {Reasons}")]
    public static partial void OverlayUnavailable(this ILogger log, string reasons);

    [LoggerMessage(1602, LogLevel.Error, "The overlay has failed and is closed; tracking goes on without it")]
    public static partial void OverlayFailed(this ILogger log, Exception problem);

    [LoggerMessage(1603, LogLevel.Information, "Screenshot: {File}")]
    public static partial void ScreenshotWritten(this ILogger log, string file);

    [LoggerMessage(1607, LogLevel.Debug, "A key or a click is on the screen after {Milliseconds:0} ms")]
    public static partial void Answered(this ILogger log, double milliseconds);

    [LoggerMessage(1608, LogLevel.Information, "Film: {What}")]
    public static partial void FilmMade(this ILogger log, string what);

    [LoggerMessage(1605, LogLevel.Warning, "The display has gone away, and the overlay with it; tracking goes on without it")]
    public static partial void DisplayLost(this ILogger log);

    [LoggerMessage(1604, LogLevel.Warning, "Picture {File} was not written, later failures are not logged: {Problem}")]
    public static partial void PictureNotWritten(this ILogger log, string file, string problem);

    [LoggerMessage(1606, LogLevel.Warning, "Regions of interest cannot be read and are left as they are: {Problem}")]
    public static partial void RegionsUnreadable(this ILogger log, string problem);
}
