using System.ComponentModel.DataAnnotations;
using Cellect.Data.Csv;
using Cellect.Live.Hosting;

namespace Cellect.Live.Commands;

/// <summary>How every verb ends when something is wrong: one message on standard error, and the exit code (docs/architecture.md,
/// "Verbs").</summary>
internal static class Fail
{
    /// <summary>Tells what is wrong and returns the code.</summary>
    public static int With(int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        return exitCode;
    }

    /// <summary>Runs a verb and turns what users can get wrong, and what the machine can lack, into a message and a code.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (Exception e) when (e is ValidationException or FormatException)
        {
            return With(ExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or InvalidInputException)
        {
            return With(ExitCode.InputUnusable, e.Message);
        }
        catch (Exception e)
            when (e is InvalidOperationException or System.ComponentModel.Win32Exception or System.Runtime.InteropServices.ExternalException
            )
        {
            return With(ExitCode.Failed, e.Message);
        }
        catch (OperationCanceledException)
        {
            return With(ExitCode.Failed, "stopped; what was done so far is kept");
        }
    }
}
