using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Linking.Cellect2025;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Cellect2025;
using Cellect.Model.Networks.Live;
using Cellect.Model.Tracks;

namespace Cellect.Model;

/// <summary>Opens a model file, whichever model it holds.</summary>
public static class TrackingModel
{
    /// <summary>Reads a model file.</summary>
    /// <param name="path">A safetensors file that <c>cellect train</c> or <c>cellect import</c> wrote.</param>
    /// <param name="detector">Detection options.</param>
    /// <param name="linker">Linking options of the live model.</param>
    /// <param name="published">Options of the published model.</param>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static ITracking Load(string path, DetectorOptions detector, LinkerOptions linker, PublishedOptions published)
    {
        TorchLibrary.Require();
        var (tensors, metadata) = Safetensors.Read(path);
        try
        {
            if (metadata.GetValueOrDefault(PublishedModel.NetworkKey) == PublishedModel.Name)
                return PublishedModel.Load(tensors, metadata, path, detector, published);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }

        return CellTracking.Load(path, detector, linker);
    }
}
