namespace Cellect.Lab.Evaluation;

/// <summary>linajea's five kinds of error.</summary>
public enum ErrorKind
{
    /// <summary>FN: a true link without a match.</summary>
    FalseNegativeEdge,

    /// <summary>FP: a found link without a match.</summary>
    FalsePositiveEdge,

    /// <summary>IS: the links before and after a true cell are matched to links of different found cells.</summary>
    IdentitySwitch,

    /// <summary>FN-D: a true division that the result does not have.</summary>
    FalseNegativeDivision,

    /// <summary>FP-D: a found division that the truth does not have.</summary>
    FalsePositiveDivision,
}
