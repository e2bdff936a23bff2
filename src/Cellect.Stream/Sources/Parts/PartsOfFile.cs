using Cellect.Data.Volumes;

namespace Cellect.Stream.Sources.Parts;

/// <summary>Parts of files that can be read in any order.</summary>
/// <param name="source">Owned.</param>
/// <param name="file">The same.</param>
internal sealed class PartsOfFile(IVolumeSource source, IPartialFile file) : VolumeParts
{
    public override ReadAccount Account => file.Account;

    public override long PieceBytes => file.PieceBytes;

    public override VolumeShape Piece => file.Piece;

    public override void Read(int t, VolumeBox box, Span<byte> voxels) => file.ReadPart(t, box, voxels);

    public override void Dispose() => source.Dispose();
}
