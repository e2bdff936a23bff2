using System.Diagnostics;
using System.Text.Json.Nodes;
using Cellect.Analysis.Finishing;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Data.Volumes;

namespace Cellect.Benchmarks.Finishing;

/// <summary>Time and memory of <c>finish</c> on a long recording of many cells that drift, of which a tenth is missed in runs.</summary>
internal static class FinishSize
{
    private const double Spacing = 10;
    private const int Radius = 4;

    /// <summary>Writes the recording to a folder of its own, frame by frame.</summary>
    public static void Write(string folder, int cells, int frames)
    {
        Directory.CreateDirectory(folder);
        var side = (int)Math.Ceiling(Math.Cbrt(cells));
        var extent = (int)(side * Spacing) + 60;
        var random = new Random(1);
        var (ids, away, places) = (new int[cells], new int[cells], new (float Z, float Y, float X)[cells]);
        for (var i = 0; i < cells; i++)
        {
            ids[i] = i + 1;
            places[i] = ((float)(i / side / side * Spacing), (float)(i / side % side * Spacing), (float)(i % side * Spacing));
        }

        var next = cells;
        var header = new VolumeHeader
        {
            Series = "size",
            T = 0,
            Shape = new VolumeShape(extent, extent, extent),
            Type = VoxelType.UInt16,
            VoxelMicrometres = new VoxelSize(1, 1, 1),
        };
        var info = new SessionInfo(new JsonObject(), new Dictionary<string, string>());
        var record = new SessionRecord(header, masks: false, info, TimeProvider.System);
        using var files = new RecordingFiles(folder, 0.2, masks: false, [0]);
        for (var t = 0; t < frames; t++)
        {
            var seen = new List<TrackedCell>(cells);
            for (var i = 0; i < cells; i++)
            {
                var (z, y, x) = places[i];
                places[i] = (z + Step(), y + 0.05f + Step(), x + Step());
                if (away[i] == 0 && t > 0 && random.NextDouble() < 0.1 / 52)
                    (away[i], ids[i]) = (random.Next(5, 101), ++next);
                if (away[i] > 0)
                    away[i]--;
                else
                    seen.Add(new TrackedCell(ids[i], -1, places[i].Z, places[i].Y, places[i].X, Radius, 0.99f, 0));
            }

            var frame = new TrackedFrame
            {
                Header = header with { T = t, Seq = (ulong)t },
                TimeStep = t == 0 ? 0 : 1,
                Stamps = default,
                Cells = seen,
                Divisions = [],
            };
            files.Append(frame, 0);
            record.Add(frame, files);
        }

        files.Finish();
        record.Session.Complete = true;
        record.Write(folder);

        float Step() => (float)((random.NextDouble() - 0.5) * 0.6);
    }

    /// <summary>Finishes it in this process.</summary>
    public static void Measure(string folder, string directory, FinishOptions options)
    {
        var clock = Stopwatch.StartNew();
        var changes = RecordingFinish.Run(folder, directory, options);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{new RecordingReader(folder).Frames.Sum(frame => (long)frame.Cells)} rows: {clock.Elapsed.TotalSeconds:0.0} s, "
                + $"{process.PeakWorkingSet64 >> 20} MB at most, {changes.Count} changes"
        );
    }
}
