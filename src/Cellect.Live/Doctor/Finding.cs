namespace Cellect.Live.Doctor;

/// <summary>How good it is what was found.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Cellect works; something is slower or missing.</summary>
    Note,

    /// <summary>A session would fail.</summary>
    Trouble,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="What">The thing.</param>
/// <param name="Level">How good it is.</param>
/// <param name="Text">What was found.</param>
/// <param name="Remedy">What would help; empty where nothing is wrong.</param>
internal sealed record Finding(string What, FindingLevel Level, string Text, string Remedy = "");
