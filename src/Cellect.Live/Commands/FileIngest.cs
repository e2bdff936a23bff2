using System.Threading.Channels;
using Cellect.Data.Ledger;
using Cellect.Data.Sinks;
using Cellect.Data.Volumes;
using Cellect.Stream.Ingest;
using Cellect.Stream.Sources;

namespace Cellect.Live.Commands;

/// <summary>Feeds a source of files to the pipeline the way the receiver feeds the wire.</summary>
internal static class FileIngest
{
    /// <summary>Writes every volume, waiting for the pipeline, and completes the writer.</summary>
    /// <param name="source">Where the volumes come from; its frames that cannot be read are malformed in the ledger.</param>
    /// <param name="voxel">Voxel size for every volume.</param>
    /// <param name="channels">The channels that are tracked; of a source of one channel that one is, whatever its number.</param>
    /// <param name="tap">Sees every volume; null: nobody.</param>
    /// <param name="pool">Buffers.</param>
    /// <param name="writer">The pipeline's input.</param>
    /// <param name="progress">Told of each time point that is handed over.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task RunAsync(
        IVolumeSource source,
        VoxelSize voxel,
        IReadOnlyList<int> channels,
        IVolumeTap? tap,
        VolumePool pool,
        ChannelWriter<StreamEvent> writer,
        Action<int> progress,
        CancellationToken cancel
    )
    {
        Exception? fault = null;
        try
        {
            var ledgers = channels.Select(channel => new FrameLedger(source.Name, channel)).ToArray();
            // Where one file holds all channels of a time point, all are lost with it.
            source.FrameSkipped += skipped => Array.ForEach(ledgers, ledger => ledger.MarkMalformed(skipped.T));
            await writer.WriteAsync(new SeriesStarted(source.Name, null, ledgers), cancel);
            foreach (var volume in source.Read(source.Name, pool, cancel))
            {
                tap?.See(volume);
                await WriteAsync(
                    volume.WithHeader(volume.Header with { VoxelMicrometres = voxel }),
                    source.IsOneChannel ? ledgers[0] : Array.Find(ledgers, ledger => ledger.Channel == volume.Header.C),
                    writer,
                    progress,
                    cancel
                );
            }

            foreach (var ledger in ledgers)
            {
                ledger.Expect(source.Frames - 1);
                ledger.Close();
            }

            await writer.WriteAsync(new SeriesEnded(source.Name, EndReasons.End, ledgers[0]), cancel);
        }
        catch (Exception e)
        {
            fault = e;
        }

        writer.TryComplete(fault);
    }

    private static async Task WriteAsync(
        Volume volume,
        FrameLedger? ledger,
        ChannelWriter<StreamEvent> writer,
        Action<int> progress,
        CancellationToken cancel
    )
    {
        var t = volume.Header.T;
        ledger?.MarkInFlight(t);
        try
        {
            await writer.WriteAsync(new VolumeReady(volume, IsTracked: ledger is not null), cancel);
        }
        catch
        {
            volume.Dispose();
            throw;
        }

        progress(t);
    }
}
