namespace Cellect.Data.Recordings;

/// <summary>The voxels that a cell may cover: from first to last, both included.</summary>
internal readonly record struct MaskBox(int FirstZ, int LastZ, int FirstY, int LastY, int FirstX, int LastX);
