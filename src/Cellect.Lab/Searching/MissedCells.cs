using Cellect.Analysis.Finishing;
using Cellect.Data.Exchange;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;
using Cellect.Stream.Sources;

namespace Cellect.Lab.Searching;

/// <summary>
/// Looks once more, where cells were missed: the network that found the others sees the part of the images around the place where each is
/// expected, and what it is unsure of counts where it is near. Two volumes are in memory at a time.
/// </summary>
internal sealed class MissedCells : IDisposable
{
    // While it runs the network is not asked for less than 0.5.
    private const float LeastScore = 0.15f;
    private const double LeastProbability = 0.5;

    // What the network sees of the surroundings, voxels of its own: as in training.
    private const int Depth = 24,
        Side = 96;

    private readonly LiveDetector _detector;
    private readonly ProbabilityMap _calibration;

    /// <param name="modelPath">The model.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another network.</exception>
    public MissedCells(string modelPath)
    {
        TorchLibrary.Require();
        var (tensors, metadata) = Safetensors.Read(modelPath);
        try
        {
            _detector = LiveModel.Detector(tensors, new DetectorOptions(), LeastScore, modelPath, NetworkDevice.Pick());
            _calibration = ModelCalibration.Read(metadata, modelPath).Detection;
        }
        finally
        {
            foreach (var tensor in tensors.Values)
                tensor.Dispose();
        }
    }

    /// <summary>Searches the gaps of a recording in its images.</summary>
    /// <param name="images">The images, in the order of time.</param>
    /// <param name="channel">Channel of the cells, where the images have several.</param>
    /// <param name="scale">The scale at which the network sees a time point.</param>
    /// <param name="gaps">Where cells were missed, in the order of time.</param>
    /// <param name="frames">The cells that were not.</param>
    /// <param name="absent">Places where a person says that there is no cell.</param>
    /// <param name="cancel">Ends it.</param>
    public IReadOnlyList<FoundCell> Search(
        IVolumeSource images,
        int channel,
        Func<int, Sampling> scale,
        IReadOnlyList<TrackGap> gaps,
        IEnumerable<(int T, IReadOnlyList<TrackedCell> Cells)> frames,
        IReadOnlyList<ReadCell> absent,
        CancellationToken cancel
    )
    {
        if (gaps.Count == 0)
            return [];
        var voxel = images.VoxelMicrometres ?? throw new InvalidDataException(SourceDescription.NoVoxelSize(images.Name));
        var geometry = new VoxelGeometry(voxel.Z, voxel.Y, voxel.X);
        var (found, next, open) = (new List<FoundCell>(), 0, new List<SearchedPlace>());
        using var known = frames.GetEnumerator();
        var (hasFrame, last) = (known.MoveNext(), gaps.Max(gap => gap.ToT));
        PreparedVolume? before = null;
        try
        {
            foreach (var volume in images.Read("search", new VolumePool(), cancel))
                using (volume)
                {
                    var t = volume.Header.T;
                    if (t >= last)
                        break;
                    if (!images.IsOneChannel && volume.Header.C != channel)
                        continue;
                    while (next < gaps.Count && gaps[next].FromT < t)
                        open.Add(new SearchedPlace(gaps[next++], voxel));
                    open.RemoveAll(place => place.Gap.ToT <= t);
                    while (hasFrame && known.Current.T < t)
                        hasFrame = known.MoveNext();
                    // The volume before a gap is the network's second input.
                    var isBefore = next < gaps.Count && gaps[next].FromT <= t;
                    var now = open.Count > 0 || isBefore ? Prepare(volume, geometry) : null;
                    if (open.Count > 0 && hasFrame && known.Current.T == t)
                        SearchFrame(t, now!, before);
                    before?.Dispose();
                    before = now;
                }
        }
        finally
        {
            before?.Dispose();
        }

        return found;

        void SearchFrame(int t, PreparedVolume now, PreparedVolume? previous)
        {
            var candidates = open.SelectMany(place =>
                VolumePart
                    .Detect(_detector, now, previous, Around(place.At(t), images.Shape, scale(t), geometry.Anisotropy), scale(t))
                    .Where(cell => !known.Current.Cells.Any(other => place.IsAt(cell, other.Z, other.Y, other.X)))
                    .Where(cell => !absent.Any(other => other.T == t && place.IsAt(cell, other.Z, other.Y, other.X)))
                    .Select(cell => (Place: place, Cell: cell, Probability: place.Probability(t, cell, _calibration.Of(cell.Score))))
                    .Where(candidate => candidate.Probability >= LeastProbability)
            );
            var taken = new List<Detection>();
            var done = new HashSet<SearchedPlace>();
            foreach (var (place, cell, probability) in candidates.OrderByDescending(candidate => candidate.Probability).ToArray())
            {
                if (done.Contains(place) || taken.Any(other => place.IsAt(cell, other.Z, other.Y, other.X)))
                    continue;
                done.Add(place);
                taken.Add(cell);
                found.Add(place.Take(t, cell, probability));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _detector.Dispose();

    private static PreparedVolume Prepare(Volume volume, VoxelGeometry geometry) =>
        PreparedVolume.From(volume.Bytes, volume.Header.Shape, volume.Header.Type, geometry, normalization: null);

    private static VolumeBox Around((double Z, double Y, double X) place, VolumeShape shape, Sampling scale, float anisotropy)
    {
        var (z, y, x) = (
            Along(place.Z, Depth * scale.Slices(anisotropy), shape.Z),
            Along(place.Y, Side * scale.Columns, shape.Y),
            Along(place.X, Side * scale.Columns, shape.X)
        );
        return new VolumeBox(z.From, z.To, y.From, y.To, x.From, x.To);

        static (int From, int To) Along(double at, float wanted, int size)
        {
            var length = Math.Min(size, (int)Math.Ceiling(wanted));
            var from = Math.Clamp((int)Math.Round(at) - length / 2, 0, size - length);
            return (from, from + length);
        }
    }
}
