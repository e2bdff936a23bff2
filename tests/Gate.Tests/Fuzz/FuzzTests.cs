using System.Diagnostics;
using System.Globalization;
using Cellect.Data.Volumes;
using Cellect.Gate.Protocol;
using Cellect.Testing;

namespace Cellect.Gate.Tests.Fuzz;

/// <summary>
/// Feeds the gate with damaged scripts and keeps those that made it behave in a new way as seeds of the next ones: another reason, another
/// detail, more messages, other answers. docs/contributing.md has the command for an hour of it.
/// </summary>
public class FuzzTests
{
    // A new way to behave is worth a file; the corpus in the repository stays small.
    private const int MostSeeds = 400;
    private const string SecondsKey = "CELLECT_FUZZ_SECONDS";
    private const string SeedKey = "CELLECT_FUZZ_SEED";
    private const string CorpusKey = "CELLECT_FUZZ_CORPUS";
    private static readonly string Corpus = Path.Combine(Repository.Root, "tests", "Gate.Tests", "Fuzz", "corpus");

    [Fact]
    public async Task Gate_KnownKillers_EndTheirOwnConnectionAlone()
    {
        var seeds = Seeds();
        Assert.True(seeds.Count >= 10, $"{seeds.Count} seeds in {Corpus}");
        foreach (var script in seeds)
        foreach (var kind in Scripted.Kinds)
            await Check(kind, script, new MemoryBudget(1 << 20));
    }

    [Fact]
    public async Task Gate_DamagedScripts_NeverHarmIt()
    {
        var seconds = Setting(SecondsKey, 5);
        var seed = Setting(SeedKey, Environment.TickCount & int.MaxValue);
        var (random, mutator) = (new Random(seed), new Mutator(new Random(seed + 1)));
        var (seeds, seen, runs) = (Seeds(), new HashSet<string>(), 0L);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds; runs++)
        {
            var script =
                random.Next(5) == 0 ? mutator.Fresh() : mutator.Change(seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
            var kind = Scripted.Kinds[random.Next(Scripted.Kinds.Length)];
            var behaviour = await Check(kind, script, new MemoryBudget(1 << 20), $"{SeedKey}={seed}, run {runs}");
            if (seen.Count < MostSeeds && seen.Add(behaviour))
                Keep(seeds, script);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{runs} scripts in {seconds} s, seed {seed}: {seen.Count} ways to behave, {seeds.Count} seeds"
        );
        Assert.True(runs > 100 && seen.Count > 20, $"{runs} runs, {seen.Count} ways to behave: the fuzzer does not reach the gate");
    }

    /// <summary>Whatever came: no defect, every peer that came has gone, and no memory is kept.</summary>
    /// <returns>How the gate behaved.</returns>
    private static async Task<string> Check(SocketKind kind, byte[] script, MemoryBudget memory, string from = "")
    {
        var run = await Scripted.Run(kind, script, memory: memory);
        Assert.True(
            run.Defects == 0 && run.Opened == run.Closed && memory.Used == 0 && run.Journal.Counts.Count <= 1,
            $"{kind} {from}: {run.Defects} defects, {run.Opened} came and {run.Closed} went, {memory.Used} bytes kept; "
                + $"{Convert.ToHexString(script)}"
        );
        var topics = run.Subscriptions is { IsEmpty: false } ? "subscribed" : "";
        return $"{kind} {run.Reason} {Math.Min(run.Messages.Count, 4)} {Math.Min(run.Messages.Sum(m => m.Length), 8)} "
            + $"{Math.Min(run.Sent.Length, 200)} {topics}";
    }

    private static List<byte[]> Seeds() =>
        [
            .. Directory
                .GetFiles(Corpus, "*.hex")
                .Order(StringComparer.Ordinal)
                .Select(file => Convert.FromHexString(File.ReadAllText(file).Trim())),
        ];

    private static void Keep(List<byte[]> seeds, byte[] script)
    {
        seeds.Add(script);
        if (Environment.GetEnvironmentVariable(CorpusKey) is { Length: > 0 } folder)
            File.WriteAllText(
                Path.Combine(
                    Directory.CreateDirectory(folder).FullName,
                    $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(script))[..12]}.hex"
                ),
                Convert.ToHexString(script)
            );
    }

    private static int Setting(string key, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(key), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
