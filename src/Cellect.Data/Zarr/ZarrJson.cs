using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cellect.Data.Zarr;

/// <summary>Metadata files of Zarr.</summary>
internal static class ZarrJson
{
    // A key that comes twice would be noticed at its first use only.
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <exception cref="InvalidDataException">The file is no JSON object.</exception>
    public static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: Once) as JsonObject
                ?? throw new InvalidDataException($"{path} is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
