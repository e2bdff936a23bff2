using System.Text;

namespace Cellect.Live.Installing;

/// <summary>A service of systemd: the unit file of a plan (systemd.service(5), systemd.exec(5)).</summary>
internal static class SystemdUnit
{
    /// <summary>The unit file.</summary>
    /// <param name="plan">What is installed.</param>
    /// <param name="ofUser">True: a unit of one user's own manager; false: of the system.</param>
    public static string Text(ServicePlan plan, bool ofUser)
    {
        var text = new StringBuilder();
        text.Append("# Written by cellect service install.\n[Unit]\nDescription=Cellect, live cell tracking\n");
        if (!ofUser)
            text.Append("Wants=network-online.target\nAfter=network-online.target\n");
        // However often it ends: a night has no last attempt.
        text.Append("StartLimitIntervalSec=0\n\n[Service]\nType=notify\nNotifyAccess=main\n");
        text.Append("ExecStart=").AppendJoin(' ', [.. plan.Program.Select(Quote), "run", .. plan.Options.Select(Quote)]).Append('\n');
        text.Append("WorkingDirectory=").Append(Percent(plan.WorkingDirectory)).Append('\n');
        if (!ofUser && plan.User is { } user)
            text.Append("User=").Append(user).Append('\n');
        foreach (var (name, value) in plan.Environment)
            text.Append("Environment=").Append(QuoteVariable($"{name}={value}")).Append('\n');
        text.Append("Restart=always\nRestartSec=2\nTimeoutStartSec=300\nTimeoutStopSec=120\nWatchdogSec=60\n");
        // Two heaps for the threads of native code: with one for each, memory grows all night (docs/notebook/night.md).
        text.Append("Environment=MALLOC_ARENA_MAX=2\n");
        // The watchdog of the microscope outlives a crash, to put the microscope back.
        text.Append("KillMode=process\nLimitNOFILE=65536\n");
        if (!ofUser)
            text.Append("OOMScoreAdjust=-500\n");
        return text.Append("\n[Install]\nWantedBy=").Append(ofUser ? "default.target" : "multi-user.target").Append('\n').ToString();
    }

    // Within quotes systemd reads backslashes as C does; % and $ are its own.
    private static string Quote(string word) => QuoteVariable(word).Replace("$", "$$", StringComparison.Ordinal);

    private static string QuoteVariable(string word) =>
        "\"" + Percent(word).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static string Percent(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
