using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Parts;

/// <summary>Parts of the volumes of a recording, of one of its channels.</summary>
/// <param name="recording">Owned.</param>
/// <param name="channel">The channel.</param>
internal sealed class PartsOfRecording(RecordingSource recording, int channel) : VolumeParts
{
    public override ReadAccount Account { get; } = new();

    public override long PieceBytes => recording.PieceBytes;

    public override VolumeShape Piece => recording.Piece;

    public override void Read(int t, VolumeBox box, Span<byte> voxels) => recording.ReadPart(t, channel, box, voxels, Account);

    public override void Dispose() => recording.Dispose();
}
