using System.Globalization;
using Cellect.Testing;

namespace Cellect.Live.Tests.EndToEnd;

/// <summary>Trainings as processes: killed and gone on with, and a trained published network in the service.</summary>
public sealed class TrainTests : IDisposable
{
    private const string Specimen = "sim:lymphnode?seed=3&frames=4&z=8&y=64&x=64&cells=12";

    // With its border one patch of 8x32x32 voxels.
    private const string OnePatch = "sim:lymphnode?seed=3&frames=4&z=6&y=28&x=28&cells=3";
    private readonly string _folder = Directory.CreateTempSubdirectory("cellect-train").FullName;

    private string Out => Path.Combine(_folder, "out");

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Train_KilledAtARandomMoment_GoesOnFromTheCheckpointAndTheCurveGoesOn()
    {
        var last = Path.Combine(Out, "last.safetensors");
        using (var training = ChildProgram.Cellect([.. Live("60"), "--checkpoint-minutes", "0.02"]))
        {
            // Any moment after the first checkpoint: in mid-step, or while it writes the next.
            Assert.True(SpinWait.SpinUntil(() => File.Exists(last), TimeSpan.FromMinutes(3)), training.Output);
            SpinWait.SpinUntil(() => false, new Random(5).Next(3000));
            await training.KillAsync();
        }

        var steps = LastStep();
        Assert.True(steps > 0, "no step in the curves after the kill");

        // Hardly any time is left: what is there is finished.
        using var finish = ChildProgram.Cellect(Live("0.001"));
        Assert.Equal(0, await finish.ExitAsync());
        Assert.True(LastStep() >= steps, finish.Output);
        Assert.True(File.Exists(Path.Combine(Out, "live.safetensors")));
    }

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Train_PublishedNetwork_RunsInTheService()
    {
        using (
            var training = ChildProgram.Cellect([
                .. Own(OnePatch, 7, "0.05"),
                "--network",
                "cellect2025",
                "--crop",
                "8,32",
                "--own-share",
                "1",
            ])
        )
        {
            Assert.Equal(0, await training.ExitAsync());
            Assert.Contains("cellect2025.safetensors", training.Output, StringComparison.Ordinal);
        }

        using var service = await Service.StartAsync("--Model:Path", Out, "--Model:Detector:MaxCells", "60");
        using var replay = ChildProgram.Replay(OnePatch, "--to", service.Endpoint, "--rate", "max");
        Assert.Equal(0, await replay.ExitAsync());
        await service.Program.WaitForAsync("is over \\(end\\).*4 time points: 4 processed");
        Assert.Equal(0, await service.Program.StopAsync());
    }

    [Theory]
    [InlineData("--crop", "16,50", "multiple of 16")]
    [InlineData("--matcher-windows", "0.5-0.1", "ascending")]
    [InlineData("--candidates", "11", "5 to 10")]
    [InlineData("--own-share", "2", "0 to 1")]
    public async Task Train_OptionOutOfBounds_IsRefused(string option, string value, string says)
    {
        using var training = ChildProgram.Cellect("train", "--network", "cellect2025", "--out", Out, option, value);
        Assert.Equal(2, await training.ExitAsync());
        Assert.Contains(says, training.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string[] Live(string minutes) => [.. Own(Specimen, 16, minutes), "--from", Repository.Model];

    private string[] Own(string specimen, int apart, string minutes)
    {
        var points = Path.Combine(_folder, "points.csv");
        // Where they are does not matter here.
        File.WriteAllLines(
            points,
            [
                "t,z,y,x,id,radius",
                .. Enumerable
                    .Range(0, 12)
                    .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 4},4,{6 + i / 4 * apart},{6 + i / 4 * apart},{i},4")),
            ]
        );
        return ["train", "--data", specimen, "--points", points, "--minutes", minutes, "--out", Out];
    }

    private int LastStep() =>
        File.ReadLines(Path.Combine(Out, "curves.csv"))
            .Skip(1)
            .Select(l => int.Parse(l.Split(',')[0], CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0)
            .Max();
}
