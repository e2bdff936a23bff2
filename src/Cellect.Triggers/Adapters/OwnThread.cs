namespace Cellect.Triggers.Adapters;

/// <summary>For protocols whose waiting blocks: not on a thread of the pool, which tracking and publishing need.</summary>
internal static class OwnThread
{
    /// <summary>Runs on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
