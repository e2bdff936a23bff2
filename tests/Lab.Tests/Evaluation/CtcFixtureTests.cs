using System.Text.Json;
using Cellect.Lab.Evaluation.Ctc;
using Cellect.Testing;

namespace Cellect.Lab.Tests.Evaluation;

public class CtcFixtureTests
{
    [Theory]
    [InlineData("01")]
    [InlineData("02")]
    [InlineData("03")]
    [InlineData("04")]
    [InlineData("05")]
    [InlineData("06")]
    [Trait("Speed", "Slow")]
    public void Compute_Fixture_EqualsTheOfficialProgramsAndPyCtcmetrics(string sequence)
    {
        var folder = Repository.SharedData("ctc_fixtures");
        var score = CtcScore.Compute(Path.Combine(folder, sequence + "_GT"), Path.Combine(folder, sequence + "_RES"));
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var values = expected.RootElement.GetProperty("cases").GetProperty(sequence);
        var compared = 0;
        foreach (var source in new[] { "official", "pyctcmetrics" })
        {
            foreach (var value in values.GetProperty(source).EnumerateObject())
            {
                Assert.True(score.Values.ContainsKey(value.Name), $"{source} {value.Name} is not computed");
                Assert.True(
                    Math.Abs(score.Values[value.Name]!.Value - value.Value.GetDouble()) <= 1e-6,
                    $"{source} {value.Name}: {score.Values[value.Name]} instead of {value.Value}"
                );
                compared++;
            }
        }
        Assert.True(compared >= 40, $"only {compared} values in expected.json");
    }
}
