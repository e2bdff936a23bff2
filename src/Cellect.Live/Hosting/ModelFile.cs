using Cellect.Data.Settings;
using Cellect.Model.Networks.Cellect2025;

namespace Cellect.Live.Hosting;

/// <summary>Finds the model file that the options name.</summary>
internal static class ModelFile
{
    /// <summary>The file, or the one that <c>cellect import</c> wrote into a folder of this name, sought from the working directory and
    /// then from the program's folder and those above it.</summary>
    /// <exception cref="FileNotFoundException">It is in none of them.</exception>
    public static string Find(string path)
    {
        return ProgramFile.Find(path)
            ?? ProgramFile.Find(Path.Combine(path, Cellect2025Model.FileName))
            ?? throw new FileNotFoundException(
                $"no model at '{path}' (Model:Path); name a file that cellect train wrote, a folder that cellect "
                    + $"import wrote, or leave it out for the shipped one"
            );
    }
}
