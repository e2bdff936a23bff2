using Cellect.Benchmarks.Accuracy.Specimens;
using Cellect.Data.Exchange;
using Cellect.Data.Recordings;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;
using Cellect.Model;
using Cellect.Model.Calibration;
using Cellect.Model.Detections;
using Cellect.Model.Linking;
using Cellect.Model.Networks;
using Cellect.Model.Networks.Devices;
using Cellect.Model.Networks.Live;

namespace Cellect.Benchmarks.Clicks;

/// <summary>The real embryo, tracked as in use by one model, as often as is asked; cells are detected once.</summary>
internal sealed class ClickedEmbryo : IDisposable
{
    /// <summary>People speak of what is before; what they said counts from here on.</summary>
    public int SpokenAt { get; }

    private const int MostCells = 500_000;

    private readonly EmbryoSpecimen _specimen;
    private readonly RememberingDetector _detector;
    private readonly TrackingModel _model;

    public ClickedEmbryo(string modelPath, string data, int spokenAt)
    {
        SpokenAt = spokenAt;
        _specimen = new EmbryoSpecimen(data, 0, 1, null);
        TorchLibrary.Require();
        var (tensors, metadata) = Safetensors.Read(modelPath);
        var options = new DetectorOptions();
        var minScore = LiveModel.MinScore(metadata, options);
        _detector = new RememberingDetector(LiveModel.Detector(tensors, options, minScore, modelPath, NetworkDevice.Processor));
        _model = new TrackingModel(
            new LiveTracking(
                _detector,
                LiveModel.Matcher(tensors, metadata, modelPath),
                new LinkerOptions(),
                new NetworkScale(_detector),
                ModelCalibration.Read(metadata, modelPath),
                minScore
            ),
            TimeProvider.System
        );
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }

    /// <summary>The truth, and how results are matched to it.</summary>
    public EmbryoSpecimen Specimen => _specimen;

    /// <summary>What was published before <see cref="SpokenAt"/>.</summary>
    public PublishedFrames Published { get; } = new(MostCells);

    /// <summary>Tracks all frames.</summary>
    /// <param name="said">What counts from <see cref="SpokenAt"/> on.</param>
    public TrackSet Track(SessionCalibration said)
    {
        _model.Reset();
        _detector.Rewind();
        Published.Reset();
        var rows = new List<TrackRow>();
        foreach (var volume in _specimen.Read(new VolumePool()))
        {
            if (volume.Header.T == SpokenAt)
                _model.TryCalibrate(said);
            foreach (var finished in _model.Push(volume))
                using (finished.Volume)
                {
                    var frame = finished.Frame ?? throw new InvalidOperationException("a volume was not tracked", finished.Failure);
                    rows.AddRange(frame.Cells.Select(cell => new TrackRow(frame.Header.T, cell)));
                    if (frame.Header.T < SpokenAt)
                        Published.Add(frame);
                }
        }

        return new TrackSet("embryo", new VoxelSize(1, 0.22, 0.22), rows);
    }

    /// <summary>Divisions of some frames against the truth, within one frame.</summary>
    public Rates Divisions(TrackSet tracks, int first, int last) =>
        DivisionDescent.Compute(Match(TruthScript.Graph(tracks), first, last), sparse: false, 1)[1];

    /// <summary>All of some frames against the truth.</summary>
    public PointScore Score(TrackSet tracks, int first, int last) =>
        PointScore.Compute(Match(TruthScript.Graph(tracks), first, last), sparse: false);

    /// <summary>How results are matched in some frames.</summary>
    public PointMatchOptions Options(int first, int last) =>
        new()
        {
            ScaleZ = _specimen.Match.ScaleZ,
            MaxDistance = _specimen.Match.MaxDistance,
            Ignored = _specimen.Match.Ignored,
            FirstFrame = first,
            LastFrame = last,
        };

    private PointMatching Match(Analysis.Graphs.TrackGraph result, int first, int last)
    {
        var options = Options(first, last);
        var (truth, found) = options.Cut(_specimen.Truth, result);
        return PointMatching.Match(truth, found, options);
    }

    public void Dispose()
    {
        _model.Dispose();
        _specimen.Dispose();
    }
}
