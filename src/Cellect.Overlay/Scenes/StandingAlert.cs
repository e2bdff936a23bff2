namespace Cellect.Overlay.Scenes;

/// <summary>Something that must be seen to.</summary>
/// <param name="Since">Since when it has been told here, local time.</param>
/// <param name="Text">What is wrong, and after a semicolon what helps.</param>
internal readonly record struct StandingAlert(DateTimeOffset Since, string Text);
