using System.Text.Json.Nodes;
using Cellect.Data.Recordings;
using Cellect.Data.Tracks;
using Cellect.Testing;

namespace Cellect.Data.Tests.Exchange;

/// <summary>A recording as a session leaves it: cells that move, divide, are missed for a while; volumes that are lost.</summary>
internal static class SampleRecording
{
    public static string Write(string folder, int seed = 3, int frames = 25, bool masks = true) =>
        Write(folder, [.. FakeSeries.Frames(seed, frames, withMap: masks)], masks);

    public static string Write(string folder, IReadOnlyList<TrackedFrame> frames, bool masks)
    {
        Directory.CreateDirectory(folder);
        var info = new SessionInfo(new JsonObject(), new Dictionary<string, string> { ["cellect"] = "0.1.0" });
        var record = new SessionRecord(frames[0].Header, masks, info, TimeProvider.System);
        using (var files = new RecordingFiles(folder, 0.2, masks, [0]))
        {
            foreach (var frame in frames)
            {
                files.Append(frame, 1);
                record.Add(frame, files);
            }

            files.Finish();
        }

        record.Session.Complete = true;
        record.Write(folder);
        return folder;
    }
}
