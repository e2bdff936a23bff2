namespace Cellect.Stream.Simulation;

/// <summary>Turns brightness into camera counts: shot noise, read noise, gain, offset, saturation.</summary>
internal sealed class Camera
{
    private const float FewPhotons = 2;
    private readonly SceneParameters _scene;
    private readonly ulong _seed;
    private readonly float[] _columns;
    private readonly GaussianBlur? _resampling;

    public Camera(SceneParameters scene, ulong seed)
    {
        _scene = scene;
        _seed = seed;
        var random = new RandomStream(seed, 4);
        _columns = new float[scene.Shape.X];
        for (var x = 0; x < _columns.Length; x++)
            _columns[x] = (float)scene.ColumnNoiseElectrons * random.Gaussian();
        if (scene.NoiseBlurVoxels > 0)
            _resampling = new GaussianBlur(scene.Shape.Z, scene.Shape.Y, scene.Shape.X);
    }

    /// <summary>Exposes one volume.</summary>
    /// <param name="brightness">Brightness, C order (z, y, x); overwritten.</param>
    /// <param name="counts">Receives the counts, same order.</param>
    /// <param name="time">Time point: the noise of each is its own.</param>
    public void Expose(Span<float> brightness, Span<ushort> counts, int time)
    {
        var random = new RandomStream(_seed, 1000 + (ulong)time);
        var bleached = (float)PortableMath.Pow(1 - _scene.BleachingPerFrame, time);
        var lamp = MathF.Max(1 + ((float)_scene.FlickerFraction * random.Gaussian()), 0.5f);
        var plane = (int)_scene.Shape.PlaneVoxels;
        for (var z = 0; z < _scene.Shape.Z; z++)
        {
            var lost = (float)_scene.AttenuationFraction * z / Math.Max(1, _scene.Shape.Z - 1);
            var photons = (float)_scene.PeakPhotons * lamp * bleached * (1 - lost);
            AddNoise(brightness.Slice(z * plane, plane), photons, ref random);
        }

        _resampling?.Apply(brightness, 0, (float)_scene.NoiseBlurVoxels);
        Quantise(brightness, counts);
    }

    private void AddNoise(Span<float> plane, float photons, ref RandomStream random)
    {
        var read = (float)_scene.ReadNoiseElectrons;
        var stream = random;
        for (int i = 0, x = 0; i < plane.Length; i++)
        {
            var mean = MathF.Max(plane[i] * photons, 0);
            var bits = stream.NextBits();
            var shot = mean < FewPhotons ? Poisson(mean, (uint)bits) : SkewedNormal(mean, RandomStream.Quantile((uint)bits));
            plane[i] = shot + (read * RandomStream.Quantile((uint)(bits >> 32))) + _columns[x];
            if (++x == _columns.Length)
                x = 0;
        }

        random = stream;
    }

    /// <summary>Poisson distribution to its third moment (Cornish and Fisher's first term).</summary>
    private static float SkewedNormal(float mean, float normal) =>
        MathF.Max(mean + (MathF.Sqrt(mean) * normal) + (((normal * normal) - 1) * (1f / 6)), 0);

    /// <summary>Number of photons whose distribution function first exceeds a uniform number.</summary>
    private static float Poisson(float mean, uint bits)
    {
        var uniform = bits * (1f / 4294967296f);
        var probability = (float)PortableMath.Exp(-mean);
        var sum = probability;
        var count = 0;
        while (uniform > sum && count < 60)
        {
            count++;
            probability *= mean / count;
            sum += probability;
        }

        return count;
    }

    private void Quantise(ReadOnlySpan<float> electrons, Span<ushort> counts)
    {
        var gain = (float)_scene.GainCountsPerPhoton;
        var offset = (float)_scene.OffsetCounts + 0.5f;
        float most = _scene.MaxCounts;
        for (var i = 0; i < counts.Length; i++)
            counts[i] = (ushort)Math.Clamp((electrons[i] * gain) + offset, 0, most);
    }
}
