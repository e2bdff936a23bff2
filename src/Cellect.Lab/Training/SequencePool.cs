namespace Cellect.Lab.Training;

/// <summary>
/// Keeps sequences that a background thread makes, and hands each out several times before it is replaced: making one costs more
/// than a step, and every use is cropped, turned and varied anew.
/// </summary>
internal sealed class SequencePool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(TrainingSequence Sequence, int Uses)> _pool = [];
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim _some = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _maker;
    private readonly Random _random;
    private readonly int _uses;
    private Exception? _fault;

    /// <param name="make">Makes the n-th sequence.</param>
    /// <param name="size">Sequences kept, at least 1.</param>
    /// <param name="uses">Uses of each, at least 1.</param>
    /// <param name="seed">Seed of the order in which they are handed out.</param>
    public SequencePool(Func<int, TrainingSequence> make, int size, int uses, int seed)
    {
        _room = new SemaphoreSlim(size);
        _uses = uses;
        _random = new Random(seed);
        _maker = new Thread(() => Make(make)) { IsBackground = true, Name = "training data" };
        _maker.Start();
    }

    /// <summary>A sequence, waiting for the first one to be made.</summary>
    public TrainingSequence Next()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_fault is not null)
                    throw new InvalidOperationException($"making training data failed: {_fault.Message}", _fault);
                if (_pool.Count > 0)
                    return Take(_random.Next(_pool.Count));
            }

            _some.Wait();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _maker.Join();
        _stop.Dispose();
    }

    private TrainingSequence Take(int index)
    {
        var (sequence, uses) = _pool[index];
        // The last sequence stays until its successor is there.
        if (uses + 1 < _uses || _pool.Count == 1)
        {
            _pool[index] = (sequence, uses + 1);
        }
        else
        {
            _pool.RemoveAt(index);
            _room.Release();
        }

        return sequence;
    }

    private void Make(Func<int, TrainingSequence> make)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                _room.Wait(_stop.Token);
                var sequence = make(n);
                lock (_gate)
                    _pool.Add((sequence, 0));
                _some.Release();
            }
        }
        catch (OperationCanceledException) { }
        catch (Exception e)
        {
            lock (_gate)
                _fault = e;
            _some.Release();
        }
    }
}
