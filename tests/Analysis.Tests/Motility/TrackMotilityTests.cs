using Cellect.Analysis.Motility;
using Cellect.Data.Regions;

namespace Cellect.Analysis.Tests.Motility;

/// <summary>Every number of motility against closed forms.</summary>
public class TrackMotilityTests
{
    private const double Exact = 1e-9;

    [Fact]
    public void Line_AtConstantSpeed_HasTheClosedForms()
    {
        // 0.7 µm every 20 s along (1, 2, 2) / 3: 2.1 µm/min.
        var motility = Follow(101, 20, t => new Position(0.7 * t / 3, 1.4 * t / 3, 1.4 * t / 3));
        Assert.Equal(2000, motility.DurationSeconds, Exact);
        Assert.Equal(70, motility.PathMicrometres, Exact);
        Assert.Equal(70, motility.NetMicrometres, Exact);
        Assert.Equal(1, motility.Straightness!.Value, Exact);
        Assert.Equal(2.1, motility.MeanSpeed!.Value, Exact);
        Assert.Equal(2.1, motility.MedianSpeed!.Value, Exact);
        Assert.Equal(2.1, motility.LargestSpeed!.Value, Exact);
        Assert.Equal(2.1, motility.NewestSpeed!.Value, Exact);
        Assert.Equal(0, motility.TurningDegrees!.Value, 1e-6);
        Assert.Equal(0, motility.Arrest!.Value, Exact);
        AssertDisplacements(motility, lag => 0.49 * lag * lag);
    }

    [Fact]
    public void Circle_HasTheClosedForms()
    {
        const int Steps = 360;
        const double Radius = 25;
        double Chord(double steps) => 2 * Radius * Math.Sin(Math.PI * steps / Steps);
        var motility = Follow(Steps + 1, 30, t =>
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * t / Steps);
            return new Position(10, Radius * sine, Radius * cosine);
        });
        Assert.Equal(Steps * Chord(1), motility.PathMicrometres, Exact);
        Assert.Equal(0, motility.NetMicrometres, Exact);
        Assert.Equal(0, motility.Straightness!.Value, Exact);
        Assert.Equal(2 * Chord(1), motility.MeanSpeed!.Value, Exact);
        Assert.Equal(2 * Chord(1), motility.MedianSpeed!.Value, Exact);
        Assert.Equal(1, motility.TurningDegrees!.Value, Exact);
        Assert.Equal(1, motility.Arrest!.Value, Exact);
        AssertDisplacements(motility, lag => Chord(lag) * Chord(lag));
    }

    [Fact]
    public void RandomWalk_DiffusesAsItShould()
    {
        // Steps of 1 µm standard deviation along each axis: <r²> = 3 lag, mean length 2·sqrt(2/π), right angles in the mean.
        var random = new Random(7);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var (sums, speed, angle) = (new double[DisplacementLags.Lags.Count], 0.0, 0.0);
        const int Cells = 400;
        for (var cell = 0; cell < Cells; cell++)
        {
            var place = new Position(0, 0, 0);
            var motility = Follow(500, 60, _ => place = new Position(place.Z + Normal(), place.Y + Normal(), place.X + Normal()));
            var means = motility.MeanSquareDisplacements();
            for (var i = 0; i < sums.Length; i++)
                sums[i] += means[i]!.Value / Cells;
            speed += motility.MeanSpeed!.Value / Cells;
            angle += motility.TurningDegrees!.Value / Cells;
        }

        for (var i = 0; i < sums.Length; i++)
            Assert.InRange(sums[i] / (3 * DisplacementLags.Lags[i]), 0.97, 1.03);
        Assert.InRange(speed / (2 * Math.Sqrt(2 / Math.PI)), 0.97, 1.03);
        Assert.InRange(angle / 90, 0.97, 1.03);
    }

    [Fact]
    public void Gap_IsOneStepOverItsTime()
    {
        var motility = new TrackMotility(new MotilityOptions());
        foreach (var t in new[] { 0, 1, 2, 5, 6 })
            motility.Add(t, 60 * t, new Position(0, 0, 3 * t));
        Assert.Equal(5, motility.Places);
        Assert.Equal(18, motility.PathMicrometres, Exact);
        Assert.Equal(3, motility.MeanSpeed!.Value, Exact);
        Assert.Equal(3, motility.LargestSpeed!.Value, Exact);
        // Pairs four apart: 1 and 5, 2 and 6.
        Assert.Equal(144, motility.MeanSquareDisplacements()[2]!.Value, Exact);
        Assert.Null(motility.MeanSquareDisplacements()[3]);
    }

    [Fact]
    public void Arrest_IsAShareOfTheTime_AndOnlyFarAndLongIsMigratory()
    {
        var options = new MotilityOptions(ArrestMicrometresPerMinute: 2, MigratorySeconds: 3600, MigratoryMicrometres: 50);
        var motility = new TrackMotility(options);
        for (var t = 0; t <= 40; t++)
            motility.Add(t, 60 * t, new Position(0, 0, t <= 10 ? 0 : 5 * (t - 10)));
        Assert.Equal(0.25, motility.Arrest!.Value, Exact);
        Assert.Equal(150, motility.NetMicrometres, Exact);
        Assert.False(motility.IsMigratory);
        for (var t = 41; t <= 61; t++)
            motility.Add(t, 60 * t, new Position(0, 0, 150));
        Assert.True(motility.IsMigratory);
    }

    [Fact]
    public void OnePlace_HasNoSpeed()
    {
        var motility = Follow(1, 60, _ => new Position(1, 2, 3));
        Assert.Null(motility.MeanSpeed);
        Assert.Null(motility.MedianSpeed);
        Assert.Null(motility.Straightness);
        Assert.Null(motility.Arrest);
        Assert.All(motility.MeanSquareDisplacements(), mean => Assert.Null(mean));
    }

    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void EvenSample_OfAnyLength_IsBoundedAndHasTheMedian(int values)
    {
        var sample = new EvenSample();
        // Every value once, in an order without a trend.
        for (long i = 0; i < values; i++)
            sample.Add(i * 7919 % values);
        var exact = (values - 1) / 2.0;
        if (values <= EvenSample.Most)
            Assert.Equal(exact, sample.Median);
        else
            Assert.InRange(sample.Median!.Value, exact - (0.05 * values), exact + (0.05 * values));
        Assert.InRange(sample.Count, Math.Min(values, EvenSample.Most / 2), EvenSample.Most);
    }

    private static TrackMotility Follow(int places, double interval, Func<int, Position> place)
    {
        var motility = new TrackMotility(new MotilityOptions());
        for (var t = 0; t < places; t++)
            motility.Add(t, interval * t, place(t));
        return motility;
    }

    private static void AssertDisplacements(TrackMotility motility, Func<int, double> expected)
    {
        var means = motility.MeanSquareDisplacements();
        for (var i = 0; i < means.Length; i++)
            Assert.Equal(expected(DisplacementLags.Lags[i]), means[i]!.Value, Exact);
    }
}
