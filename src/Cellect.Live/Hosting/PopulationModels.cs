using System.Security.Cryptography;
using Cellect.Model;
using Cellect.Model.Tracks;

namespace Cellect.Live.Hosting;

/// <summary>The models of all populations, open.</summary>
internal sealed class PopulationModels : IDisposable
{
    private readonly List<TrackedPopulation> _tracked = [];

    private PopulationModels(TrackNumbers? numbers) => Numbers = numbers;

    /// <summary>Each population with its model, in the order in which their frames come.</summary>
    public IReadOnlyList<TrackedPopulation> Tracked => _tracked;

    /// <summary>Where they have their track ids from; null: there is only one.</summary>
    public TrackNumbers? Numbers { get; }

    /// <summary>What they run on.</summary>
    public string Device => _tracked[0].Model.Device;

    /// <summary>Loads every model.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="time">Clock of the stamps.</param>
    /// <param name="waits">Frames are held back until their divisions are confirmed, where there is one population.</param>
    /// <exception cref="InvalidDataException">A file is damaged, or holds a network that cannot be one of several.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public static PopulationModels Open(CellectOptions options, TimeProvider time, bool waits)
    {
        var populations = ChosenPopulations.Of(options);
        var models = new PopulationModels(populations.Count > 1 ? new TrackNumbers() : null);
        try
        {
            foreach (var population in populations)
            {
                var told = ChosenPopulations.Told(options, population.Channel);
                models._tracked.Add(
                    new TrackedPopulation(
                        population,
                        TrackingModel.Open(
                            ModelFile.Find(ChosenPopulations.ModelPath(options, population.Channel)),
                            told?.Detector ?? options.Model.Detector,
                            told?.Linker ?? options.Model.Linker,
                            options.Model.Published,
                            time,
                            models.Numbers,
                            // Frames of several populations are in step; one that waits would come after another's next.
                            waits && populations.Count == 1
                        )
                    )
                );
            }

            return models;
        }
        catch
        {
            models.Dispose();
            throw;
        }
    }

    /// <summary>What is told of the files: that of the first population and, where others have another, theirs too.</summary>
    /// <returns>Path and SHA-256, of several files each behind the other.</returns>
    public static (string Path, string Sha256) Files(CellectOptions options)
    {
        var paths = options.Ingest.Tracked().Select(channel => ModelFile.Find(ChosenPopulations.ModelPath(options, channel))).ToArray();
        string[] told = paths.Distinct().Count() == 1 ? [paths[0]] : paths;
        return (string.Join("; ", told), string.Join("; ", told.Select(Hash)));
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var own in _tracked)
            own.Model.Dispose();
    }
}
