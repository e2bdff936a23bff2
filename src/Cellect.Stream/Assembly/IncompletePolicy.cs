using Cellect.Data.Volumes;

namespace Cellect.Stream.Assembly;

/// <summary>What becomes of a volume whose planes did not all come in time.</summary>
public enum IncompletePolicy
{
    /// <summary>It is thrown away; the ledger says <c>dropped:incomplete</c>, the next link spans a gap.</summary>
    Discard,

    /// <summary>Missing planes are zero, <see cref="VolumeHeader.Incomplete"/> is true, and it goes on.</summary>
    MarkIncomplete,
}
