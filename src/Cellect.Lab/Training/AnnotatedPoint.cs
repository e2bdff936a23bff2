namespace Cellect.Lab.Training;

/// <summary>A cell that somebody marked.</summary>
/// <param name="T">Frame, from 0.</param>
/// <param name="Z">Slice, voxels.</param>
/// <param name="Y">Row, voxels.</param>
/// <param name="X">Column, voxels.</param>
/// <param name="Id">Unique in the table.</param>
/// <param name="Parent">Id of the same cell, or its mother, in an earlier frame; -1: none or unknown.</param>
/// <param name="Radius">Voxels of x; 0: unknown.</param>
public readonly record struct AnnotatedPoint(int T, float Z, float Y, float X, long Id, long Parent, float Radius)
{
    /// <summary>How far it is to be believed, above 0 to 1: 1 where somebody marked it, less where a model found it.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>Whether somebody says that there is no cell here.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>Whether it is somebody's word.</summary>
    internal bool IsCertain => Weight >= 1;
}
