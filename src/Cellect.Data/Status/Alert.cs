namespace Cellect.Data.Status;

/// <summary>Something that a person at the microscope must know now. It stands until its cause is gone.</summary>
/// <param name="Code">What kind it is, for programs: lower case, words joined by hyphens, such as <c>recording-stopped</c>.</param>
/// <param name="Since">When it first came, UTC.</param>
/// <param name="Count">How often it has come since then, from 1.</param>
/// <param name="Text">What is wrong, in one sentence with the value and the limit.</param>
/// <param name="Remedy">What to do about it, in one sentence.</param>
internal sealed record Alert(string Code, DateTimeOffset Since, long Count, string Text, string Remedy);
