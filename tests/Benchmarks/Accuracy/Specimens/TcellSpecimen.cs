using System.Globalization;
using Cellect.Analysis.Graphs;
using Cellect.Data.Volumes;
using Cellect.Lab.Evaluation;

namespace Cellect.Benchmarks.Accuracy.Specimens;

/// <summary>
/// Real T cell tracks of a lymph node, rendered five times as dense as they were labelled: the tracks themselves are the truth, four times
/// as many mirrored and shifted copies of them lie between (<see cref="DensePlacement"/>).
/// </summary>
internal sealed class TcellSpecimen : ISpecimen
{
    private const int Copies = 4;

    /// <summary>Nearest that two real tracks come to each other in a frame, µm; no two cells that are rendered come nearer.</summary>
    private const double LeastDistance = 7.5;

    private const double Radius = 4,
        Column = 0.8,
        Slice = 2.5;
    private const int AllFrames = 40;

    // The lymph node scene of docs/simulation.md: 60 photons, background 0.06, a third of the light lost over the depth.
    private const string Light = "photons=60&background=0.06&haze=0.06&attenuation=0.35&psfxy=1&psfz=1.1&jitter=0.2&interval=24";

    private readonly RenderedSpecimen _rendered;
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-tcells-").FullName;

    /// <param name="data">Folder of the data sets.</param>
    /// <param name="frames">Most frames; null: all.</param>
    public TcellSpecimen(string data, int? frames)
    {
        var real = TcellTracks.Read(Path.Combine(data, "immune_tracks", "tcells_lymphnode_2photon.csv"));
        var all = DensePlacement.Fill(real, Copies, LeastDistance, seed: 1);
        Tracks = (real.Count, all.Count);
        var nodes = Path.Combine(_folder, "nodes.csv");
        var scored = TcellTracks.Write(nodes, all, real.Count);
        _rendered = new RenderedSpecimen(
            "tcells",
            string.Create(
                CultureInfo.InvariantCulture,
                $"lineage?nodes={Uri.EscapeDataString(nodes)}"
                    + $"&zum=1&xyum=1&um={Column}&anisotropy={Slice / Column}"
                    + $"&radius={Radius / Column}&frames={Math.Min(frames ?? AllFrames, AllFrames)}&{Light}"
            ),
            Radius,
            node => node.Id < scored
        );
    }

    /// <summary>Tracks of the truth, and tracks rendered.</summary>
    public (int Scored, int Rendered) Tracks { get; }

    public string Name => _rendered.Name;

    public int Frames => _rendered.Frames;

    public TrackGraph Truth => _rendered.Truth;

    public TrackGraph Everything => _rendered.Everything;

    public PointMatchOptions Match => _rendered.Match;

    TrackGraph? ISpecimen.Everything => Everything;

    public IEnumerable<Volume> Read(VolumePool pool) => _rendered.Read(pool);

    public void Dispose()
    {
        _rendered.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
