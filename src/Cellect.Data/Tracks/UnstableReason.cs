namespace Cellect.Data.Tracks;

/// <summary>Why a track is not to be trusted (paper, Discussion: cells "that vanish prematurely or appear abruptly").</summary>
public enum UnstableReason
{
    /// <summary>It begins inside the volume, without a mother, after the first frame.</summary>
    Appeared,

    /// <summary>It ends inside the volume without a division.</summary>
    Vanished,
}
