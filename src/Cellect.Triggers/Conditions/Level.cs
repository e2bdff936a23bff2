namespace Cellect.Triggers.Conditions;

/// <summary>A value that is reached from below or fallen to from above.</summary>
/// <param name="AtLeast">Met at this and above; or null.</param>
/// <param name="AtMost">Met at this and below; or null.</param>
internal readonly record struct Level(double? AtLeast, double? AtMost)
{
    /// <summary>Whether a value meets it.</summary>
    public bool IsMet(double value) => (AtLeast is not { } least || value >= least) && (AtMost is not { } most || value <= most);
}
