namespace Cellect.Data.Csv;

/// <summary>A file or a graph that cannot be evaluated. The message is one line that names the place, the value and what is
/// legal.</summary>
public sealed class InvalidInputException : Exception
{
    /// <param name="message">Where, what was found, what is legal.</param>
    public InvalidInputException(string message)
        : base(message) { }
}
