namespace Cellect.Data.Zarr;

/// <summary>What one chunk file of a written image holds.</summary>
internal enum ChunkExtent
{
    /// <summary>One channel of one time point: one file a volume, the fastest to write.</summary>
    Volume,

    /// <summary>One slice: what a viewer that shows slices reads fastest.</summary>
    Plane,
}
