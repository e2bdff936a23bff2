namespace Cellect.Live.Installing;

/// <summary>What is installed as a service.</summary>
/// <param name="Name">Its name, letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Program">The program and its first arguments, whole paths.</param>
/// <param name="Options"><c>--Section:Key value</c>.</param>
/// <param name="WorkingDirectory">Where appsettings.json and relative paths are sought.</param>
/// <param name="User">Under which account; null: that of the user manager, or the system's own on Windows.</param>
/// <param name="Environment">Variables that the program needs.</param>
internal sealed record ServicePlan(
    string Name,
    IReadOnlyList<string> Program,
    IReadOnlyList<string> Options,
    string WorkingDirectory,
    string? User,
    IReadOnlyDictionary<string, string> Environment
);
