using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cellect.Data.Settings;

/// <summary>How options are written to files for people.</summary>
internal static class JsonText
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };
}
