using Cellect.Data.Tracks;

namespace Cellect.Model;

/// <summary>A population, and the model that tracks it: its own state, scale and calibration.</summary>
/// <param name="Population">The population.</param>
/// <param name="Model">Its model; not owned.</param>
internal sealed record TrackedPopulation(Population Population, TrackingModel Model);
