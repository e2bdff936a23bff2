namespace Cellect.Live.Commands;

/// <summary>How far an evaluation is, on one line of the terminal's error output; nothing where that is no terminal.</summary>
internal sealed class EvaluateProgress(string what) : IDisposable
{
    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _percent = -1;

    public void Report(double share)
    {
        var percent = (int)(100 * share);
        if (!_shown || percent == _percent)
            return;
        _percent = percent;
        Console.Error.Write($"\r{what} {percent, 3} %");
    }

    public void Dispose()
    {
        if (_percent >= 0)
            Console.Error.Write($"\r{new string(' ', what.Length + 6)}\r");
    }
}
