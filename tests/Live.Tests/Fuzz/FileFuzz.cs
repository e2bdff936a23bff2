using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Cellect.Data.Csv;
using Cellect.Testing;

namespace Cellect.Live.Tests.Fuzz;

/// <summary>
/// Damages the files of a folder, one at a time, and has a reader read it: it may refuse, with an exception that says what is wrong, and
/// nothing else. Files that made it say something new become seeds of the next ones.
/// </summary>
internal static partial class FileFuzz
{
    private const int MostSeedsOfAFile = 200;
    private const long MostAllocated = 1L << 30;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>Runs for CELLECT_FUZZ_SECONDS, or a second.</summary>
    /// <param name="name">Name of the reader: of its folder in the corpus.</param>
    /// <param name="sound">Folder of files that it reads.</param>
    /// <param name="read">Reads a folder.</param>
    public static void Run(string name, string sound, Action<string> read)
    {
        var seconds = Setting("CELLECT_FUZZ_SECONDS", 0);
        var seed = Setting("CELLECT_FUZZ_SEED", 1);
        var random = new Random(seed);
        var mutator = new ByteMutator(random);
        var files = Directory
            .GetFiles(sound, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(sound, file))
            .Order(StringComparer.Ordinal)
            .ToArray();
        var seeds = files.ToDictionary(file => file, file => new List<byte[]> { File.ReadAllBytes(Path.Combine(sound, file)) });
        foreach (var (file, bytes) in Known(name))
            if (seeds.TryGetValue(file, out var known))
                known.Add(bytes);
        using var folder = new TemporaryFolder();
        var said = new HashSet<string>();
        var runs = 0;
        // Sound first: a reader that refuses what it should read is no reader.
        Assert.Equal("", Read(folder.Path, seeds, "", [], read, name));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < seconds || runs < 100; runs++)
        {
            var file = files[random.Next(files.Length)];
            var known = seeds[file];
            var damaged = runs < known.Count - 1 ? known[runs + 1] : mutator.Change(known[random.Next(known.Count)], known[0]);
            var words = Read(folder.Path, seeds, file, damaged, read, $"{name}, CELLECT_FUZZ_SEED={seed}, run {runs}");
            if (said.Add($"{file} {words}") && known.Count < MostSeedsOfAFile)
                Keep(name, file, known, damaged);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {runs} damaged files, {said.Count} answers, seed {seed}");
    }

    /// <summary>What the reader said; empty where it read.</summary>
    private static string Read(
        string folder,
        Dictionary<string, List<byte[]>> seeds,
        string file,
        byte[] damaged,
        Action<string> read,
        string from
    )
    {
        Write(folder, seeds, file, damaged);
        var (began, allocated) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var words = "";
        try
        {
            read(folder);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or InvalidInputException or FormatException)
        {
            words = Varying().Replace($"{e.GetType().Name} {e.Message}", "#");
        }
        catch (Exception e)
        {
            Assert.Fail($"{from}: {file} makes it throw {e}\n{Convert.ToHexString(damaged.AsSpan(0, Math.Min(damaged.Length, 4096)))}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(
            began.Elapsed < MostTime && allocated < MostAllocated,
            $"{from}: {file} takes {began.Elapsed.TotalSeconds:0} s and {allocated >> 20} MB\n"
                + Convert.ToHexString(damaged.AsSpan(0, Math.Min(damaged.Length, 4096)))
        );
        return words;
    }

    // A reader may change what it reads (a repair does): all files are written anew.
    private static void Write(string folder, Dictionary<string, List<byte[]>> seeds, string damagedFile, byte[] damaged)
    {
        foreach (var (file, known) in seeds)
        {
            var path = Path.Combine(folder, file);
            var bytes = file == damagedFile ? damaged : known[0];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    private static IEnumerable<(string File, byte[] Bytes)> Known(string name)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Live.Tests", "Fuzz", "corpus", name);
        if (!Directory.Exists(folder))
            yield break;
        foreach (var path in Directory.GetFiles(folder, "*.hex").Order(StringComparer.Ordinal))
            if (File.ReadAllLines(path) is [var file, var hex, ..])
                yield return (file, Convert.FromHexString(hex));
    }

    private static void Keep(string name, string file, List<byte[]> known, byte[] bytes)
    {
        known.Add(bytes);
        if (Environment.GetEnvironmentVariable("CELLECT_FUZZ_CORPUS") is { Length: > 0 } folder)
            File.WriteAllText(
                Path.Combine(
                    Directory.CreateDirectory(Path.Combine(folder, name)).FullName,
                    $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..12]}.hex"
                ),
                $"{file}\n{Convert.ToHexString(bytes)}\n"
            );
    }

    private static int Setting(string key, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(key), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [GeneratedRegex(@"'[^']*'|/[^\s,:]*|[-+0-9.eE]*\d[-+0-9.eE]*|[^\x20-\x7e]+")]
    private static partial Regex Varying();
}
