using Cellect.Data.Sinks;
using Cellect.Data.Volumes;
using Cellect.Live.Demo;
using Cellect.Live.Hosting;
using Cellect.Model.Networks.Devices;

namespace Cellect.Live.Doctor;

/// <summary>A simulated series through the real service: whether it tracks, and how fast.</summary>
/// <param name="Shape">Shape of the volumes that were tracked.</param>
/// <param name="Tracked">How many.</param>
/// <param name="SecondsAVolume">Time from one to the next, after those in which the scale is chosen.</param>
internal sealed record SelfTest(VolumeShape Shape, int Tracked, double SecondsAVolume)
{
    /// <summary>The volume that speeds are told for.</summary>
    public static readonly VolumeShape Usual = new(41, 512, 512);

    /// <summary>Voxels a second.</summary>
    public double VoxelsASecond => Shape.Voxels / SecondsAVolume;

    /// <summary>Seconds for a volume of <see cref="Usual"/>; what tracking costs grows with the voxels (docs/benchmarks.md).</summary>
    public double SecondsAUsualVolume => Usual.Voxels / VoxelsASecond;

    /// <summary>Sides of the largest volume of 41 slices that is tracked at a rate.</summary>
    /// <param name="seconds">Time from one volume to the next.</param>
    public int LargestSide(double seconds) => (int)Math.Sqrt(VoxelsASecond * seconds / Usual.Z);

    /// <summary>Runs it; a minute on most machines.</summary>
    /// <param name="services">Clock, meters and logs.</param>
    /// <param name="advance">Told of each volume.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="InvalidOperationException">The series did not come through.</exception>
    public static async Task<SelfTest> RunAsync(SessionServices services, Action<int> advance, CancellationToken cancel)
    {
        // A processor alone has a quarter of the volume, so that it is done in a minute.
        var (side, volumes) = (NetworkDevice.Card() is null ? 256 : 512, Volumes);
        var folder = Directory.CreateTempSubdirectory("cellect-doctor").FullName;
        try
        {
            var watch = new SeriesWatch { Advance = advance };
            await using var session = await LiveSession.OpenAsync(Options(folder), sockets: true, services, watch);
            var source = $"sim:lymphnode?seed=1&frames={volumes}&z={Usual.Z}&y={side}&x={side}";
            var sender = new[] { source, "--to", session.Receiver!.Endpoint, "--rate", "max" };
            var summary = await SimulatedRun.StreamAsync(session, watch, sender, _ => { }, _ => Task.CompletedTask, cancel);
            return summary is not null && watch.SecondsAVolume is { } seconds
                ? new SelfTest(new VolumeShape(Usual.Z, side, side), volumes, seconds)
                : throw new InvalidOperationException("the simulated series did not come through; run cellect demo --headless to see why");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>How many volumes are sent.</summary>
    public static int Volumes => NetworkDevice.Card() is null ? 8 : 40;

    private static CellectOptions Options(string folder) =>
        OptionsReader.Read(
            OptionsReader.Configuration([
                "--Ingest:Endpoint",
                "tcp://127.0.0.1:0",
                "--Publish:Endpoint",
                "tcp://127.0.0.1:0",
                "--Publish:ControlEndpoint",
                "tcp://127.0.0.1:0",
                "--Publish:PreviewEndpoint",
                "",
                "--Record:Directory",
                folder,
                "--Overlay:Mode",
                "Off",
                "--Triggers:Mode",
                "Off",
            ])
        );
}
