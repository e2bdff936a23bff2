namespace Cellect.Data.Tracks;

/// <summary>How far a division has been borne out.</summary>
internal enum DivisionState
{
    /// <summary>It is told once, and nothing more comes: the session confirms nothing.</summary>
    Told,

    /// <summary>The next volume will confirm it or withdraw it.</summary>
    Likely,

    /// <summary>The next volume bears it out.</summary>
    Confirmed,

    /// <summary>The next volume speaks against it: it was none.</summary>
    Withdrawn,
}

/// <summary>The states as messages and tables call them.</summary>
internal static class DivisionStates
{
    /// <summary>The word for a state.</summary>
    public static string Word(this DivisionState state) => state.ToString().ToLowerInvariant();

    /// <summary>The state that a word stands for; null: none.</summary>
    public static DivisionState? Of(string word) =>
        Enum.GetValues<DivisionState>().Where(state => state.Word() == word).Cast<DivisionState?>().FirstOrDefault();
}
