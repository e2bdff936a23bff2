using Cellect.Lab.Evaluation;

namespace Cellect.Lab.Reports;

/// <summary>linajea's names of the kinds of error.</summary>
internal static class ErrorNames
{
    public static string Short(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.FalseNegativeEdge => "FN",
            ErrorKind.FalsePositiveEdge => "FP",
            ErrorKind.IdentitySwitch => "IS",
            ErrorKind.FalseNegativeDivision => "FN-D",
            _ => "FP-D",
        };
}
