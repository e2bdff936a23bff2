namespace Cellect.Model.Calibration;

/// <summary>What a person has judged.</summary>
internal enum VerdictKind
{
    /// <summary>Two cells are the daughters of one.</summary>
    Division,

    /// <summary>A cell comes from the one that it was linked to, or from any where it was linked to none.</summary>
    Origin,

    /// <summary>There is a cell.</summary>
    Cell,
}
