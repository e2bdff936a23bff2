namespace Cellect.Live.Installing;

/// <summary>A service of Windows: the calls of sc.exe that make it, and those that take it away.</summary>
internal static class WindowsService
{
    private const string Program = "sc.exe";

    /// <summary>Each a program and its arguments; every one must end with 0.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Install(ServicePlan plan)
    {
        // A service begins in the system's folder: where it is to work is said by the first argument that run takes.
        string[] words = [.. plan.Program, "run", "--directory", plan.WorkingDirectory, .. plan.Options];
        List<string> create = [Program, "create", plan.Name, "binPath=", string.Join(' ', words.Select(Quote)), "start=", "auto"];
        if (plan.User is { } user)
            create.AddRange(["obj=", user]);
        return
        [
            create,
            [Program, "description", plan.Name, "Cellect, live cell tracking"],
            // Every end that was not asked for, a crash as well as an exit code, is answered by a new start after two seconds.
            [Program, "failure", plan.Name, "reset=", "0", "actions=", "restart/2000/restart/2000/restart/2000"],
            [Program, "failureflag", plan.Name, "1"],
            [Program, "start", plan.Name],
        ];
    }

    /// <summary>Each a program and its arguments.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Uninstall(string name) =>
        [
            [Program, "stop", name],
            [Program, "delete", name],
        ];

    // As CommandLineToArgvW reads it: a backslash counts only before a quotation mark.
    private static string Quote(string word)
    {
        if (word.Length > 0 && !word.AsSpan().ContainsAny(' ', '\t', '"'))
            return word;
        var text = new System.Text.StringBuilder("\"");
        var backslashes = 0;
        foreach (var c in word)
        {
            if (c == '\\')
            {
                backslashes++;
                continue;
            }

            text.Append('\\', c == '"' ? 2 * backslashes + 1 : backslashes).Append(c);
            backslashes = 0;
        }

        return text.Append('\\', 2 * backslashes).Append('"').ToString();
    }
}
