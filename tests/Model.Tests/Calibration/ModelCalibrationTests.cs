using Cellect.Model.Calibration;
using Cellect.Model.Linking;

namespace Cellect.Model.Tests.Calibration;

public class ModelCalibrationTests
{
    private static readonly ModelCalibration Some = new(new(1.5, -0.25), new(0.7, 0.1), new(1, 1), new(2, -1e-7));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var metadata = new Dictionary<string, string>();
        Some.Write(metadata);
        Assert.Equal(Some, ModelCalibration.Read(metadata, "model"));
    }

    [Fact]
    public void Read_AFileOfBeforeCalibration_IsTheIdentity()
    {
        var calibration = ModelCalibration.Read(new Dictionary<string, string> { ["min_score"] = "0.8" }, "model");
        Link[] links = [new Link(3, 0.83f, 0.2f), new Link(-1, 0.4f, 0)];
        Assert.Equal(links, calibration.Of(links));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0 1")]
    [InlineData("-1 0")]
    [InlineData("1 NaN")]
    [InlineData("a b")]
    public void Read_ADamagedMap_SaysWhichAndWhatItMustBe(string text)
    {
        var fault = Assert.Throws<InvalidDataException>(() =>
            ModelCalibration.Read(new Dictionary<string, string> { ["calibration.link"] = text }, "model.safetensors")
        );
        Assert.Contains("calibration.link", fault.Message, StringComparison.Ordinal);
        Assert.Contains(text, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LinksAndAppearances_HaveMapsOfTheirOwn()
    {
        var links = Some.Of([new Link(0, 0.5f, 0.5f), new Link(-1, 0.5f, 0)]);
        Assert.Equal(Some.Link.Of(0.5f), links[0].Probability);
        Assert.Equal(Some.Appearance.Of(0.5f), links[1].Probability);
        Assert.Equal(0, links[1].Division);
    }
}
