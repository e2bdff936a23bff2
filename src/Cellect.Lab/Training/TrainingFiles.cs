namespace Cellect.Lab.Training;

/// <summary>What a training leaves in its folder.</summary>
/// <param name="Folder">The folder.</param>
public sealed record TrainingFiles(string Folder)
{
    /// <summary>To go on from: newest weights and the optimiser's moments.</summary>
    public string Last => Path.Combine(Folder, "last.safetensors");

    /// <summary>The network's weights of the best validation.</summary>
    public string Best => Path.Combine(Folder, "best.safetensors");

    /// <summary>The finished model, as <c>Model:Path</c> takes it.</summary>
    public string Model => Path.Combine(Folder, "live.safetensors");

    /// <summary>The finished model of the published network.</summary>
    public string Cellect2025Model => Path.Combine(Folder, Cellect.Model.Networks.Cellect2025.Cellect2025Model.FileName);

    /// <summary>Scratch of the user's frames, while training.</summary>
    public string Scratch => Path.Combine(Folder, "frames.tmp");
}
