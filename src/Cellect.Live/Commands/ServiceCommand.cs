using System.CommandLine;
using System.Diagnostics;
using Cellect.Live.Hosting;
using Cellect.Live.Installing;

namespace Cellect.Live.Commands;

/// <summary><c>service</c>: has systemd or Windows start Cellect with the computer and again after every unexpected end.</summary>
internal static class ServiceCommand
{
    private const string DefaultName = "cellect";

    public static Command Create() =>
        new("service", "Has the operating system start Cellect, and start it again after a crash.") { Install(), Uninstall() };

    private static Command Install()
    {
        var name = Name();
        var print = new Option<bool>("--print") { Description = "Writes what would be installed to standard output, and does nothing." };
        var user = User();
        var account = new Option<string?>("--run-as")
        {
            HelpName = "NAME",
            Description = "The account of a service of the system; by default who calls (with sudo: who called sudo).",
        };
        var command = new Command(
            "install",
            "Installs and starts cellect run with the options that follow (--Section:Key value) as a service that comes back after a "
                + "crash. "
                + "Relative paths and appsettings.json are sought in the present folder."
        )
        {
            name,
            print,
            user,
            account,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parse =>
            Fail.GuardAsync(() =>
                Task.FromResult(
                    Install(
                        parse.GetRequiredValue(name),
                        parse.GetValue(print),
                        parse.GetValue(user),
                        parse.GetValue(account),
                        Overrides.Of(parse)
                    )
                )
            )
        );
        return command;
    }

    private static Command Uninstall()
    {
        var (name, user) = (Name(), User());
        var command = new Command("uninstall", "Stops the service and takes it away; recordings and settings stay.") { name, user };
        command.SetAction(parse => Fail.GuardAsync(() => Task.FromResult(Uninstall(parse.GetRequiredValue(name), parse.GetValue(user)))));
        return command;
    }

    private static int Install(string name, bool print, bool ofUser, string? account, string[] options)
    {
        OptionsReader.Read(OptionsReader.Configuration(options));
        if (!Array.Exists(options, option => option.StartsWith("--Overlay:Mode", StringComparison.OrdinalIgnoreCase)))
            // A service has no display.
            options = [.. options, "--Overlay:Mode", "Off"];
        var plan = Plan(name, account, options);
        if (OperatingSystem.IsWindows())
            return print ? Print(WindowsService.Install(plan)) : RunAll(WindowsService.Install(plan));
        if (!OperatingSystem.IsLinux())
            return Fail.With(ExitCode.Failed, "services are installed on Linux (systemd) and Windows; use launchd by hand on macOS");
        var unit = SystemdUnit.Text(plan, ofUser);
        if (print)
        {
            Console.Out.Write(unit);
            return ExitCode.Done;
        }

        var path = UnitPath(name, ofUser);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, unit);
        Console.Error.WriteLine($"wrote {path}");
        var done = RunAll([Systemctl(ofUser, "daemon-reload"), Systemctl(ofUser, "enable", "--now", name)]);
        if (done == ExitCode.Done)
            Console.Error.WriteLine(
                $"'{name}' runs, and comes back after a crash; journalctl {(ofUser ? "--user " : "")}-u {name} -f shows its log"
                    + (ofUser ? "; loginctl enable-linger lets it run while you are logged out" : "")
            );
        return done;
    }

    private static int Uninstall(string name, bool ofUser)
    {
        if (OperatingSystem.IsWindows())
            return RunAll(WindowsService.Uninstall(name));
        var path = UnitPath(name, ofUser);
        if (!File.Exists(path))
            return Fail.With(ExitCode.InputUnusable, $"no service '{name}': {path} is not there; --name and --user say which");
        var done = RunAll([Systemctl(ofUser, "disable", "--now", name)]);
        File.Delete(path);
        return done == ExitCode.Done ? RunAll([Systemctl(ofUser, "daemon-reload")]) : done;
    }

    private static ServicePlan Plan(string name, string? account, string[] options)
    {
        var process = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is not known");
        var dll = Path.Combine(AppContext.BaseDirectory, "cellect.dll");
        string[] program = Path.GetFileNameWithoutExtension(process) == "dotnet" ? [process, dll] : [process];
        var environment = new Dictionary<string, string> { ["DOTNET_NOLOGO"] = "1" };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            environment["DOTNET_ROOT"] = root;
        // How many processors and which card a service has, where several share a machine.
        foreach (var share in new[] { "OMP_NUM_THREADS", "CUDA_VISIBLE_DEVICES" })
            if (Environment.GetEnvironmentVariable(share) is { Length: > 0 } value)
                environment[share] = value;
        var user = OperatingSystem.IsWindows()
            ? account
            : account ?? Environment.GetEnvironmentVariable("SUDO_USER") ?? Environment.UserName;
        return new ServicePlan(name, program, options, Environment.CurrentDirectory, user, environment);
    }

    private static string UnitPath(string name, bool ofUser) =>
        ofUser
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "systemd", "user", name + ".service")
            : Path.Combine("/etc/systemd/system", name + ".service");

    private static string[] Systemctl(bool ofUser, params string[] words) =>
        ["systemctl", .. ofUser ? ["--user"] : Array.Empty<string>(), .. words];

    private static int Print(IEnumerable<IReadOnlyList<string>> commands)
    {
        foreach (var command in commands)
            Console.Out.WriteLine(
                string.Join(
                    ' ',
                    command.Select(word => word.Contains(' ') ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : word)
                )
            );
        return ExitCode.Done;
    }

    private static int RunAll(IEnumerable<IReadOnlyList<string>> commands)
    {
        foreach (var command in commands)
        {
            using var process = Process.Start(command[0], command.Skip(1));
            process.WaitForExit();
            if (process.ExitCode != 0)
                return Fail.With(ExitCode.Failed, $"'{string.Join(' ', command)}' ended with {process.ExitCode}; see above");
        }

        return ExitCode.Done;
    }

    private static Option<string> Name()
    {
        var name = new Option<string>("--name")
        {
            HelpName = "NAME",
            DefaultValueFactory = _ => DefaultName,
            Description = "Name of the service.",
        };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is var text && (text is not { Length: > 0 and <= 64 } || !text.All(IsLegal)))
                result.AddError($"--name '{text}' is no name of a service; use letters, digits, - and _, at most 64");
        });
        return name;
    }

    private static Option<bool> User() =>
        new("--user") { Description = "Linux: a service of this user alone, without root (systemctl --user)." };

    private static bool IsLegal(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
