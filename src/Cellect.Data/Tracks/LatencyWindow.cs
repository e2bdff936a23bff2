namespace Cellect.Data.Tracks;

/// <summary>Latencies of the newest frames, each stage apart. One thread at a time.</summary>
/// <param name="capacity">Frames remembered.</param>
internal sealed class LatencyWindow(int capacity)
{
    private const float NanosecondsPerMillisecond = 1e6f;

    private readonly float[,] _milliseconds = new float[StageNames.Length, capacity];
    private readonly float[] _sorted = new float[capacity];
    private long _added;

    /// <summary>Names of the stages as they are written to messages and files, by <see cref="LatencyStage"/>.</summary>
    public static IReadOnlyList<string> Names => StageNames;

    private static readonly string[] StageNames = ["receive", "assemble", "infer", "link", "publish", "total"];

    /// <summary>Adds one frame; the oldest is forgotten when the window is full.</summary>
    public void Add(in LatencyStamps stamps)
    {
        var slot = (int)(_added++ % capacity);
        Set(LatencyStage.Receive, slot, stamps.ExposureEndNs, stamps.ReceivedNs);
        Set(LatencyStage.Assemble, slot, stamps.ReceivedNs, stamps.AssembledNs);
        Set(LatencyStage.Infer, slot, stamps.AssembledNs, stamps.InferredNs);
        Set(LatencyStage.Link, slot, stamps.InferredNs, stamps.LinkedNs);
        Set(LatencyStage.Publish, slot, stamps.LinkedNs, stamps.PublishedNs);
        Set(LatencyStage.Total, slot, stamps.ReceivedNs, Math.Max(stamps.LinkedNs, stamps.PublishedNs));
    }

    /// <summary>Latency of the newest frame, ms; null where it has none.</summary>
    public float? Newest(LatencyStage stage)
    {
        var value = _added == 0 ? float.NaN : _milliseconds[(int)stage, (int)((_added - 1) % capacity)];
        return float.IsNaN(value) ? null : value;
    }

    /// <summary>Nearest-rank percentiles of the frames remembered, ms, in the order asked for; empty when no frame has the stage.</summary>
    /// <param name="stage">Which part of the way.</param>
    /// <param name="fractions">0 to 1 each.</param>
    public float[] Percentiles(LatencyStage stage, params ReadOnlySpan<double> fractions)
    {
        var count = 0;
        for (var i = 0; i < Math.Min(_added, capacity); i++)
            if (_milliseconds[(int)stage, i] is var value && !float.IsNaN(value))
                _sorted[count++] = value;
        if (count == 0)
            return [];

        Array.Sort(_sorted, 0, count);
        var result = new float[fractions.Length];
        for (var i = 0; i < result.Length; i++)
            result[i] = _sorted[Math.Clamp((int)Math.Ceiling(fractions[i] * count) - 1, 0, count - 1)];
        return result;
    }

    private void Set(LatencyStage stage, int slot, long fromNs, long toNs) =>
        _milliseconds[(int)stage, slot] = fromNs == 0 || toNs == 0 ? float.NaN : (toNs - fromNs) / NanosecondsPerMillisecond;
}
