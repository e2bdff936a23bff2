using Cellect.Data.Csv;
using Cellect.Testing;
using Cellect.Triggers.Actions;
using Cellect.Triggers.Settings;
using Cellect.Triggers.Stage;
using CsCheck;

namespace Cellect.Triggers.Tests.Actions;

public class StageCalibrationTests
{
    [Fact]
    public void Fit_PointsOfAnAffineMap_FindsIt() =>
        Gen.Select(Gen.Double[-2, 2].Array[9], Gen.Double[-500, 500].Array[3], Gen.Int[4, 30], Gen.Int[0, 1000])
            .Sample(
                (m, o, count, seed) =>
                {
                    var random = new Random(seed);
                    Point3 Map(Point3 p) =>
                        new(
                            (m[0] * p.Z) + (m[1] * p.Y) + (m[2] * p.X) + o[0],
                            (m[3] * p.Z) + (m[4] * p.Y) + (m[5] * p.X) + o[1],
                            (m[6] * p.Z) + (m[7] * p.Y) + (m[8] * p.X) + o[2]
                        );
                    Point3[] corners = [new(0, 0, 0), new(50, 0, 0), new(0, 100, 0), new(0, 0, 200)];
                    var places = corners.Concat(
                        Enumerable
                            .Range(0, count)
                            .Select(_ => new Point3(random.NextDouble() * 50, random.NextDouble() * 100, random.NextDouble() * 200))
                    );
                    var calibration = StageCalibration.Fit([.. places.Select(p => new PointPair(p, Map(p)))]);
                    var probe = new Point3(20, 30, 150);
                    Assert.True(Point3.Distance(Map(probe), calibration.Map(probe)) < 1e-6);
                    Assert.True(calibration.ResidualUm < 1e-6);
                }
            );

    [Fact]
    public void Fit_NoisyPoints_TellsTheNoise()
    {
        var random = new Random(3);
        double Noise() => (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2;
        var pairs = Enumerable
            .Range(0, 400)
            .Select(_ => new Point3(random.NextDouble() * 50, random.NextDouble() * 100, random.NextDouble() * 100))
            .Select(p => new PointPair(p, new Point3(p.Z + Noise(), p.X + Noise(), -p.Y + Noise())))
            .ToArray();
        var calibration = StageCalibration.Fit(pairs);
        // Standard deviation 1 along each of three axes.
        Assert.InRange(calibration.ResidualUm, 1.6, 1.85);
        Assert.InRange(calibration.Map(new Point3(10, 20, 30)).Y, 29.5, 30.5);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void Fit_TooFewPointsOrAllInOnePlane_IsRefused(int count) =>
        Assert.Throws<InvalidDataException>(() =>
            StageCalibration.Fit([.. Enumerable.Range(0, count).Select(i => new PointPair(new Point3(7, i, i * i), new Point3(i, i, i)))])
        );

    [Fact]
    public void File_RoundTrip_IsTheSameMap()
    {
        using var folder = new TemporaryFolder();
        var calibration = Good();
        calibration.Save(folder["c.json"]);
        var read = StageCalibration.Load(folder["c.json"]);
        Assert.Equal(calibration.Map(new Point3(1, 2, 3)), read.Map(new Point3(1, 2, 3)));
        Assert.Equal((calibration.ResidualUm, calibration.Pairs), (read.ResidualUm, read.Pairs));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"v\":1}")]
    [InlineData("not json")]
    public void Load_WhatIsNone_SaysSo(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["c.json"], text);
        Assert.Contains(
            "c.json",
            Assert.Throws<InvalidDataException>(() => StageCalibration.Load(folder["c.json"])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void TryMap_Uncalibrated_IsRefused() =>
        Assert.Contains("cellect calibrate-stage", new StageMap(new CalibrationOptions()).TryMap(default, out _), StringComparison.Ordinal);

    [Fact]
    public void TryMap_ResidualAboveTheLimit_IsRefused()
    {
        using var folder = new TemporaryFolder();
        (Good() with { ResidualUm = 6 }).Save(folder["c.json"]);
        Assert.Contains(
            "residual of 6 µm",
            new StageMap(new CalibrationOptions { File = folder["c.json"] }).TryMap(new Point3(1, 1, 1), out _),
            StringComparison.Ordinal
        );
        Assert.Null(
            new StageMap(new CalibrationOptions { File = folder["c.json"], MaxResidualMicrometres = 10 }).TryMap(new Point3(1, 1, 1), out _)
        );
    }

    [Theory]
    [InlineData(1, 1, 1, true)]
    [InlineData(14.9, 1, 1, true)]
    [InlineData(15.1, 1, 1, false)]
    [InlineData(1, double.NaN, 1, false)]
    public void TryMap_FarFromTheCalibratedPoints_IsRefused(double z, double y, double x, bool mapped)
    {
        using var folder = new TemporaryFolder();
        Good().Save(folder["c.json"]);
        var refusal = new StageMap(new CalibrationOptions { File = folder["c.json"] }).TryMap(new Point3(z, y, x), out var stage);
        Assert.Equal(mapped, refusal is null);
        if (mapped)
            Assert.True(Point3.Distance(new Point3(z + 100, x, -y), stage) < 1e-9);
    }

    [Theory]
    [InlineData("z,y,x\n1,2,3,4,5,6\n", "line 1: no column 'image_z'")]
    [InlineData("image_z,image_y,image_x,stage_z,stage_y,stage_x\n1,2,3,4,5\n", "line 2")]
    [InlineData("image_z,image_y,image_x,stage_z,stage_y,stage_x\n1,2,3,4,5,NaN\n", "line 2")]
    public void Table_BadLines_AreNamed(string text, string part)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["p.csv"], text);
        Assert.Contains(
            part,
            Assert.Throws<InvalidInputException>(() => PointPairTable.Read(folder["p.csv"])).Message,
            StringComparison.Ordinal
        );
    }

    private static StageCalibration Good()
    {
        Point3[] places = [new(0, 0, 0), new(10, 0, 0), new(0, 10, 0), new(0, 0, 10), new(10, 10, 10)];
        return StageCalibration.Fit([.. places.Select(p => new PointPair(p, new Point3(p.Z + 100, p.X, -p.Y)))]);
    }
}
