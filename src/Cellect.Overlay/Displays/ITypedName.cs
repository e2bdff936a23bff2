namespace Cellect.Overlay.Displays;

/// <summary>Takes a name that is typed in the window.</summary>
internal interface ITypedName
{
    /// <summary>The name as far as it is typed; null while none is.</summary>
    string? Naming { get; }

    /// <summary>A character of the name; the last one goes with null.</summary>
    void Type(char? character);

    /// <summary>The name is typed, or given up.</summary>
    void EndNaming(bool keep);
}
