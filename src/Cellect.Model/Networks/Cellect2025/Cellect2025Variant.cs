namespace Cellect.Model.Networks.Cellect2025;

/// <summary>The two published networks; they differ in how a level shrinks its rows and columns by two.</summary>
internal enum Cellect2025Variant
{
    /// <summary>By convolutions of stride two: the network of the paper's figure.</summary>
    Con7,

    /// <summary>By a maximum, then a convolution of stride one.</summary>
    Con7s,
}
