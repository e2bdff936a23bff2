namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>A single volume whose cells have masks.</summary>
internal interface IMaskedSpecimen : ISpecimen
{
    /// <summary>0, or the number of the cell; C order (z, y, x).</summary>
    ushort[] Labels { get; }
}
