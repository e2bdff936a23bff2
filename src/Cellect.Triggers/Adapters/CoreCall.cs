namespace Cellect.Triggers.Adapters;

/// <summary>Calls one method of Micro-Manager's core.</summary>
/// <param name="method">Its name in MMCore.</param>
/// <param name="arguments">Numbers (double) and texts.</param>
/// <returns>A number (double), a text, or null.</returns>
/// <exception cref="CoreRefusal">The core threw.</exception>
/// <exception cref="TimeoutException">No answer.</exception>
internal delegate object? CoreCall(string method, params object[] arguments);

/// <summary>Micro-Manager's core will not do it.</summary>
/// <param name="message">What it said.</param>
internal sealed class CoreRefusal(string message) : Exception(message);
