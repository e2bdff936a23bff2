namespace Cellect.Data.Status;

/// <summary>How the recording of volumes is doing.</summary>
/// <param name="Mode"><c>All</c> or <c>Ring</c>.</param>
/// <param name="Stored">Volumes written since start.</param>
/// <param name="Lost">Volumes that should have been written and could not be.</param>
/// <param name="WaitingBytes">Bytes that wait to be written.</param>
/// <param name="BytesPerSecond">Rate of writing of late.</param>
/// <param name="SecondsLeft">When the disk is full at this rate; null while nothing is written.</param>
internal sealed record VolumeStorage(string Mode, long Stored, long Lost, long WaitingBytes, double BytesPerSecond, double? SecondsLeft);
