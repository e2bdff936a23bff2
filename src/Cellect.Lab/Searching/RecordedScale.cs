using System.Text.Json;
using Cellect.Data.Recordings;
using Cellect.Model.Networks.Live;

namespace Cellect.Lab.Searching;

/// <summary>The scale at which the network saw a recorded session.</summary>
internal sealed class RecordedScale
{
    private readonly SessionScale[] _scales;
    private readonly float _anisotropy;

    /// <param name="recording">Folder of the recording.</param>
    /// <param name="population">Channel of the population.</param>
    /// <param name="anisotropy">Distance of the source's slices in columns.</param>
    public RecordedScale(string recording, int population, float anisotropy)
    {
        _anisotropy = anisotropy;
        try
        {
            var all = SessionFile.Read(recording)?["scales"].Deserialize<SessionScale[]>(SessionFile.Json) ?? [];
            _scales = [.. all.Where(scale => scale.Population == population).OrderBy(scale => scale.T)];
        }
        catch (JsonException)
        {
            _scales = [];
        }
    }

    /// <summary>The scale of a time point; the source's where the recording does not say.</summary>
    public Sampling At(int t)
    {
        if (Array.FindLast(_scales, scale => scale.T <= t) is not { } seen)
            return Sampling.Source;
        var lateral = Steps(seen.Columns);
        var kept = new Sampling(lateral, 0).Slices(_anisotropy);
        return new Sampling(lateral, Math.Max(0, Steps(seen.Slices / kept)));

        // Lengths are whole voxels: the step is the nearest.
        static int Steps(float factor) => factor > 0 && float.IsFinite(factor) ? (int)Math.Round(2 * Math.Log2(factor)) : 0;
    }
}
