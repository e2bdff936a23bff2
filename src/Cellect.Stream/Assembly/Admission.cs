namespace Cellect.Stream.Assembly;

/// <summary>Whether the assembler has use for a volume or plane.</summary>
internal enum Admission
{
    /// <summary>It is new.</summary>
    Wanted,

    /// <summary>It is there already.</summary>
    Duplicate,

    /// <summary>Its volume, or a later one of the same channel, has been passed on or given up.</summary>
    Late,
}
