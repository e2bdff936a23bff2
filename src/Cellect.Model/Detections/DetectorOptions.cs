using System.ComponentModel.DataAnnotations;

namespace Cellect.Model.Detections;

/// <summary>When a peak counts as a cell, and how much memory a volume may take.</summary>
public sealed class DetectorOptions
{
    /// <summary>Lowest score of a cell that appears from nowhere; one that goes on a cell of the frame before, or is its daughter, may have
    /// 0.5.</summary>
    /// <value>0 to 1; null takes the value that the weights were chosen with.</value>
    [Range(0.0, 1.0)]
    public double? MinScore { get; init; }

    /// <summary>Most cells reported in one volume; the best are kept.</summary>
    /// <value>1 to 1,000,000; default 50,000.</value>
    [Range(1, 1_000_000)]
    public int MaxCells { get; init; } = 50_000;

    /// <summary>Most voxels that the network sees at once; larger volumes are read in overlapping tiles. About 100 bytes of working memory
    /// each.</summary>
    /// <value>2,500,000 to 1,000,000,000; default 12,000,000.</value>
    [Range(2_500_000, 1_000_000_000)]
    public int MaxTileVoxels { get; init; } = 12_000_000;
}
