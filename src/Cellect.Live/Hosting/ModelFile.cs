namespace Cellect.Live.Hosting;

/// <summary>Finds the model file that the options name.</summary>
internal static class ModelFile
{
    /// <summary>The file, sought from the working directory and then from the program's folder and those above it.</summary>
    /// <exception cref="FileNotFoundException">It is in none of them.</exception>
    public static string Find(string path)
    {
        return ProgramFile.Find(path) ?? throw new FileNotFoundException($"no model at '{path}' (Model:Path); name a file that cellect train wrote, or leave it out for the shipped one");
    }
}
