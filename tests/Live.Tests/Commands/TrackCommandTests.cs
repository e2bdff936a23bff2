using Cellect.Data.Recordings;
using Cellect.Data.TiffFiles;
using Cellect.Data.Volumes;
using Cellect.Testing;

namespace Cellect.Live.Tests.Commands;

/// <summary>Cases 10 and 15 of ../shared/cases/files: a volume that shows nothing, or is not there, costs no cell its track, and is
/// told.</summary>
public class TrackCommandTests
{
    private const int Frames = 8,
        Odd = 3;
    private static readonly VolumeShape Shape = new(16, 96, 96);
    private static readonly (double Y, double X)[] Cells = [(16, 16), (16, 48), (16, 80), (48, 16), (48, 80), (80, 16), (80, 48), (80, 80)];

    [Theory]
    [Trait("Speed", "Slow")]
    [InlineData("black", "volume 3 shows nothing \\(all voxels are 0\\)")]
    [InlineData("absent", "skipped time point 3: ")]
    public async Task Track_AVolumeThatShowsNothingOrIsNotThere_CostsNoTrack_AndIsTold(string kind, string told)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["movie"]);
        for (var t = 0; t < Frames; t++)
            if (t != Odd || kind == "black")
                Write(folder["movie", $"t{t:00}.tif"], t == Odd ? new ushort[Shape.Voxels] : Volume(t));

        using var track = ChildProgram.Cellect(
            "track",
            folder["movie"],
            "--out",
            folder["out"],
            "--voxel",
            "1.2,0.4,0.4",
            "--Record:Masks",
            "false",
            "--Model:Path",
            Repository.Model
        );
        Assert.True(await track.ExitAsync() == 0, track.Output);
        Assert.Matches(told, track.Output);
        if (kind == "absent")
            Assert.Contains("7 of 8 volumes tracked, 1 skipped", track.Output, StringComparison.Ordinal);

        var rows = File.ReadLines(folder["out", TrackTable.FileName]).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(Cells.Length, rows.Select(row => row[1]).Distinct().Count());
        Assert.Equal(Cells.Length * (Frames - 1), rows.Count);
        Assert.DoesNotContain(rows, row => row[0] == $"{Odd}");
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Track_ThreePopulations_EachHasItsTracksMasksAndScale()
    {
        using var folder = new TemporaryFolder();
        using var track = ChildProgram.Cellect([
            "track",
            "sim:spleen?frames=3&z=18&y=64&x=64&neutrophils=2&macrophages=1&bacteria=4",
            "--out",
            folder["out"],
            "--Ingest:TrackedChannels:0",
            "0",
            "--Ingest:TrackedChannels:1",
            "1",
            "--Ingest:TrackedChannels:2",
            "2",
            "--Populations:0:Channel",
            "2",
            "--Populations:0:Name",
            "bacteria",
            "--Model:Path",
            Repository.Model,
        ]);
        Assert.True(await track.ExitAsync() == 0, track.Output);
        Assert.Contains("9 of 9 volumes tracked", track.Output, StringComparison.Ordinal);

        var reader = new RecordingReader(folder["out"]);
        Assert.Equal(["channel 0", "channel 1", "bacteria"], reader.Populations.Select(population => population.Name));
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], reader.Frames.Select(row => row.Population));
        Assert.Equal([2, 1, 4], reader.Frames.Take(3).Select(row => row.Cells));
        var owners = reader.Read().SelectMany(frame => frame.Cells.Select(cell => (cell.Track, frame.Row.Population))).Distinct().ToList();
        Assert.Equal(owners.Count, owners.Select(owner => owner.Track).Distinct().Count());
        foreach (var place in new[] { 0, 1, 2 })
            Assert.Equal(3, Directory.GetFiles(folder["out", MaskFolder.NameOf(place)], "mask*.tif").Length);
    }

    private static void Write(string path, ushort[] voxels) =>
        TiffVolumeWriter.Write<ushort>(path, voxels, Shape, new VoxelSize(1.2, 0.4, 0.4), TiffCompression.None);

    // Slow round nuclei in noise, brighter than what is around them.
    private static ushort[] Volume(int t)
    {
        var random = new Random(t);
        var voxels = new ushort[Shape.Voxels];
        for (var i = 0; i < voxels.Length; i++)
        {
            var (z, y, x) = (i / (96 * 96), i / 96 % 96, i % 96);
            var value = 120 + (20 * (random.NextDouble() - 0.5));
            foreach (var (cellY, cellX) in Cells)
            {
                var (dz, dy, dx) = (3.0 * (z - 8), y - cellY - (0.3 * t), x - cellX);
                value += 900 / (1 + Math.Exp((Math.Sqrt((dz * dz) + (dy * dy) + (dx * dx)) - 5.5) / 0.8));
            }

            voxels[i] = (ushort)value;
        }

        return voxels;
    }
}
