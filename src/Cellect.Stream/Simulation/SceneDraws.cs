namespace Cellect.Stream.Simulation;

/// <summary>How values of a random scene are drawn.</summary>
internal readonly struct SceneDraws(Random rng)
{
    public bool Chance(double share) => rng.NextDouble() < share;

    public double Share() => rng.NextDouble();

    public int Whole(int least, int below) => rng.Next(least, below);

    public double Uniform(double low, double high) => low + ((high - low) * rng.NextDouble());

    public double LogUniform(double low, double high) =>
        low * PortableMath.Exp(rng.NextDouble() * PortableMath.Log(Math.Max(high, low) / low));
}
