namespace Cellect.Data.Status;

/// <summary>A code that signs one browser in. A secret until it is used or expires: for a screen, never for a log.</summary>
/// <param name="Url">The page's address with the code, to be opened in the browser.</param>
/// <param name="Expires">Until when it can be used.</param>
/// <param name="Modules">The same address as a QR code, without its quiet zone: row by row, true is dark.</param>
internal sealed record SignInCode(string Url, DateTimeOffset Expires, bool[][] Modules);
