namespace Cellect.Live.Commands;

/// <summary>How every verb ends when something is wrong: one message on standard error, and the exit code.</summary>
internal static class Fail
{
    public static int With(int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }
}
