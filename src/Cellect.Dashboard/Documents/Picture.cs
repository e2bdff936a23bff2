namespace Cellect.Dashboard.Documents;

/// <summary>A maximum projection along z, for a browser.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="T">Its time point.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Low">Counts that are shown black.</param>
/// <param name="High">Counts that are shown white.</param>
/// <param name="Jpeg">The picture, grey.</param>
internal sealed record Picture(int Channel, int T, int Width, int Height, float Low, float High, byte[] Jpeg);
