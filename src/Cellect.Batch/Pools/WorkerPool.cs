using System.Diagnostics;
using Cellect.Batch.Plans;

namespace Cellect.Batch.Pools;

/// <summary>
/// Workers of one machine, each a process of its own: one that dies, or is killed for its memory, takes no other with it. Chunks are handed
/// out by the folder itself, so that others may work at the same plan.
/// </summary>
/// <param name="folder">The plan's.</param>
/// <param name="plan">The plan.</param>
/// <param name="start">How a worker is started that does chunks until none is left.</param>
internal sealed class WorkerPool(PlanFolder folder, BatchPlan plan, Func<ProcessStartInfo> start)
{
    // A chunk that kills so many workers is not tried again.
    private const int MostDeaths = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private readonly List<Process> _workers = [];
    private int _deaths,
        _deathsAt;

    /// <summary>Told of each worker that ended otherwise than it should.</summary>
    public Action<string> Trouble { get; init; } = _ => { };

    /// <summary>Chunks that are done.</summary>
    public int Done => plan.Chunks.Count(chunk => folder.IsDone(chunk.Index));

    /// <summary>Runs until every chunk is done, or no worker gets on.</summary>
    /// <param name="workers">Processes at a time.</param>
    /// <param name="progress">Told how many chunks are done.</param>
    /// <param name="cancel">Ends the workers; what they have done is kept.</param>
    /// <returns>Whether every chunk is done.</returns>
    public async Task<bool> RunAsync(int workers, Action<int> progress, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                var done = Done;
                progress(done);
                if (done > _deathsAt)
                    (_deaths, _deathsAt) = (0, done);
                Bury();
                if (done == plan.Chunks.Count && _workers.Count == 0)
                    return true;
                if (_deaths > MostDeaths * workers)
                    return false;
                while (done < plan.Chunks.Count && _workers.Count < Math.Min(workers, plan.Chunks.Count - done))
                    _workers.Add(Process.Start(start()) ?? throw new InvalidOperationException("a worker could not be started"));
                await Task.Delay(Look, cancel);
            }
        }
        finally
        {
            foreach (var worker in _workers)
            {
                if (!worker.HasExited)
                    worker.Kill(entireProcessTree: true);
                worker.Dispose();
            }
        }
    }

    private void Bury()
    {
        foreach (var worker in _workers.Where(worker => worker.HasExited).ToArray())
        {
            _workers.Remove(worker);
            if (worker.ExitCode != 0)
            {
                _deaths++;
                Trouble($"worker {worker.Id} ended with code {worker.ExitCode}");
            }

            worker.Dispose();
        }
    }
}
