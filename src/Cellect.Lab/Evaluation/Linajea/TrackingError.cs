namespace Cellect.Lab.Evaluation;

/// <summary>One error and where to look.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Frame">Frame of the cell, or of the link's later end.</param>
/// <param name="Z">Position in voxels.</param>
/// <param name="Y">Position in voxels.</param>
/// <param name="X">Position in voxels.</param>
/// <param name="Source">Whose cell it is: <c>truth</c> or <c>result</c>.</param>
/// <param name="Id">Id of the cell in a truth table, track in a result table.</param>
/// <param name="What">What happened, in words.</param>
public readonly record struct TrackingError(ErrorKind Kind, int Frame, double Z, double Y, double X, string Source, long Id, string What);
